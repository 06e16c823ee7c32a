"""An editor's main tasks in a real browser, on what `./run` starts; axe looks at the panels and screens that are ours.

Other tests walk the same product: nothing here changes what they read but the title of one lesson.
"""

import io
import re
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.editors import PATIENCE, open_menu
from tests.browser.walking import Walker

PUBLISHER = "publisher@programme.example"
MODULE = "Digital leadership starts here"
LESSON = "Five principles in plain English"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def kept():
    """The publisher signs in once: one address is sent only so many codes in ten minutes."""
    return []


@pytest.fixture(autouse=True)
def _patient(page):
    """Each step waits for what it needs, as long as a busy machine takes."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def walker(page, live_product, screenshots, kept):
    walker = Walker(page, live_product, screenshots)
    if kept:
        page.context.add_cookies(kept)
    else:
        walker.sign_in(PUBLISHER)
        kept += page.context.cookies()
    return walker


def judge(walker, *places):
    """Axe finds nothing in what is ours; Wagtail's own frame is Wagtail's."""
    for place in places:
        context = {"include": [[place]]}
        found = Axe().run(walker.page, context=context, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], place


def find(walker, title):
    """The editor of a page, found by its title."""
    walker.open(f"/cms/pages/search/?q={title.replace(' ', '+')}")
    walker.follow(title)


def publish(walker):
    button = walker.page.locator("[name=action-publish]")
    open_menu(walker.page, button)
    with walker.page.expect_navigation():
        button.click()


def save(walker):
    """Until the draft is kept, and the page that says so is there."""
    with walker.page.expect_navigation():
        walker.page.locator("button.action-save").first.click()


def overview(walker):
    find(walker, MODULE)
    walker.open(f"/cms/content/modules/{number(walker)}/")


def number(walker):
    """Of the page in the editor."""
    return re.search(r"pages/(\d+)", walker.page.url).group(1)


def tab(walker, name):
    walker.page.get_by_role("tab", name=name).click()


def test_a_typo_is_put_right_and_whom_that_reaches_is_read_first(walker):
    find(walker, LESSON)
    walker.page.locator("#id_title").fill(f"{LESSON}!")
    judge(walker, "[data-contentpath='title']", "#panel-child-lesson-checks-content")
    tab(walker, "This change")
    expect(walker.page.get_by_role("heading", name="Whom publishing this reaches")).to_be_visible()
    judge(walker, "#tab-this_change")
    publish(walker)
    expect(walker.page.get_by_text("has been published").first).to_be_visible()


def test_a_lesson_is_added_in_a_module_and_reordered_by_keyboard(walker):
    overview(walker)
    judge(walker, "main")
    walker.follow("Add a lesson")
    walker.page.locator("#id_title").fill("A new lesson")
    walker.page.locator("#id_minutes").fill("5")
    walker.page.get_by_label(re.compile("o1:")).check()
    save(walker)
    expect(walker.page.get_by_text("1 to put right").or_(walker.page.get_by_text("to put right")).first).to_be_visible()
    overview(walker)
    walker.follow("Change the order")
    handle = walker.page.locator("tr", has_text="A new lesson").locator("[data-w-orderable-target='handle']")
    handle.focus()
    walker.page.keyboard.press("ArrowUp")
    walker.page.keyboard.press("Enter")
    expect(walker.page.get_by_text(re.compile("has been moved"))).to_be_visible()
    overview(walker)
    rows = walker.page.locator("td.title")
    assert "A new lesson" in rows.nth(rows.count() - 2).inner_text()


def test_a_question_is_written_and_seen_as_learners_will_see_it(walker):
    find(walker, "Why big plans fail quietly")
    prompt = walker.page.locator("[name^='body-'][name$='-value-prompt']").first
    prompt.fill("What would you ask first?")
    walker.page.get_by_role("button", name="Toggle preview").click()
    preview = walker.page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_text("What would you ask first?").first).to_be_visible(timeout=30_000)


def test_a_lesson_is_scheduled(walker):
    find(walker, "What is the plumbing?")
    walker.page.get_by_role("button", name="Toggle status").click()
    walker.page.get_by_role("button", name="Set schedule").click()
    dialog = walker.page.locator("#schedule-publishing-dialog")
    dialog.locator("#id_go_live_at").fill("2031-01-06 09:00")
    dialog.get_by_role("button", name="Save schedule").press("Enter")  # the calendar may lie over it
    expect(dialog).to_be_hidden()
    publish(walker)
    expect(walker.page.get_by_text("has been scheduled for publishing").first).to_be_visible()


def test_screens_of_ours_are_sound(walker):
    for path in ("health/", "reviews/", "coverage/", "import/"):
        walker.open(f"/cms/content/{path}")
        judge(walker, "main")


def test_a_bank_of_sixty_questions_is_edited_and_saved(walker, tmp_path):
    find(walker, "Starting with residents")
    page = number(walker)
    exported = walker.page.request.get(f"{walker.product.url}/cms/content/modules/{page}/export/").body()
    larger = tmp_path / "module.zip"
    larger.write_bytes(with_questions(exported, 60))
    walker.open("/cms/content/import/")
    walker.page.locator("#file").set_input_files(larger)
    walker.press("Import as a draft")
    walker.open(f"/cms/pages/{page}/edit/")
    tab(walker, "Assessment")
    prompts = walker.page.locator("[name^='assessment-'][name$='-value-prompt']")
    expect(prompts).to_have_count(60)
    prompts.last.evaluate("box => { box.value = 'The sixtieth, mended?' }")
    save(walker)
    walker.open(f"/cms/pages/{page}/edit/")
    assert prompts.last.input_value() == "The sixtieth, mended?"


def with_questions(exported, wanted):
    """The same module with its questions again and again, each with an id of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith("assessment.yaml"):
                head, *questions = re.split(r"(?m)^(?=  - id: )", text)
                copies = (questions * wanted)[:wanted]
                text = head + "".join(re.sub(r"^  - id: \w+", f"  - id: z{n}", one) for n, one in enumerate(copies))
            new.writestr(name, text)
    return made.getvalue()
