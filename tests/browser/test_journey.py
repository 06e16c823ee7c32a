"""The product's main job, as one story in a real browser against the server that `./run` starts. Screenshots are in build/."""

import re
import subprocess
import time

import pytest
from playwright.sync_api import expect

from tests.browser.walking import Walker

LEARNER = "alex.morgan@camden.gov.uk"
MODULE = "Digital leadership starts here"
MODULE_PATH = "/modules/your-part-in-the-declaration/"


@pytest.fixture
def walker(page, live_product, screenshots):
    return Walker(page, live_product, screenshots)


def rows(product, table):
    import sqlite3  # noqa: PLC0415  (looks into the product's own file, as no page would)
    from contextlib import closing  # noqa: PLC0415

    with closing(sqlite3.connect(product.data / "db.sqlite3")) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  (names from this file)


def test_a_leader_learns_proves_it_and_is_counted(walker, live_product, tmp_path):
    learner_reads_signs_up_and_enrols(walker, live_product)
    learner_works_through_module_one(walker)
    learner_fails_once_then_passes(walker)
    code = learner_downloads_a_certificate_that_anyone_can_verify(walker, tmp_path)
    analyst_sees_the_completion(walker, tmp_path)
    editor_changes_a_lesson(walker)
    the_learners_record_is_whole(walker, code)


def recorded(product):
    return [rows(product, table) for table in ("progress_lessonrecord", "progress_modulerecord")]


def learner_reads_signs_up_and_enrols(walker, product):
    before = recorded(product)
    walker.open("/")
    expect(walker.page.get_by_text(MODULE).first).to_be_visible()
    expect(walker.page.get_by_text("Demonstrate digital leadership").first).to_be_visible()
    walker.see("01-home")
    walker.open(f"{MODULE_PATH}five-principles-in-plain-english/")
    walker.see("02-lesson-signed-out")
    assert recorded(product) == before
    walker.sign_in(LEARNER)
    expect(walker.page.get_by_text("Camden").first).to_be_visible()
    walker.see("03-organisation")
    walker.page.get_by_label(re.compile("Camden")).check(force=True)
    walker.press("Continue")
    walker.page.get_by_label("Your full name").fill("Alex Morgan")
    walker.page.get_by_label(re.compile("^Head of service")).check(force=True)
    walker.see("04-about-you")
    walker.press("Save and continue")
    walker.open("/my-learning/")
    walker.see("05-my-learning-new")
    card = walker.page.locator(".card", has_text="Recommended for you")
    expect(card).to_contain_text("Senior officer pathway")
    card.get_by_role("link").click()
    walker.press("Take this course")
    expect(walker.page.get_by_role("heading", name="How confident are you?")).to_be_visible()
    walker.follow("Skip this")
    walker.see("06-course")


def learner_works_through_module_one(walker):
    walker.open(MODULE_PATH)
    walker.press("Start this module")
    for number in range(1, 6):
        assert walker.do_activities(), f"lesson {number} asked nothing"
        walker.see(f"07-lesson-{number}")
        if number == 3:  # leaving and coming back resumes at the right place
            walker.open("/my-learning/")
            walker.follow("Continue")
            expect(walker.page.get_by_text("Lesson 3 of 5")).to_be_visible()
        walker.press("Mark as complete and continue")
    walker.open(MODULE_PATH)
    expect(walker.page.get_by_text("5 of 5").first).to_be_visible()


def learner_fails_once_then_passes(walker):
    walker.follow("Take the assessment")
    walker.press("Start the assessment")
    walker.see("08-question")
    first = asked(walker)
    walker.answer_paper(rightly=False)
    walker.see("09-review")
    walker.press("Submit my answers")
    expect(walker.page.get_by_role("heading", name=re.compile("Not yet"))).to_be_visible()
    expect(walker.page.get_by_text("Look again").first).to_be_visible()
    walker.see("10-not-yet")
    walker.follow("Try again")
    walker.press("Start the assessment")
    assert asked(walker) != first
    walker.answer_paper(rightly=True)
    walker.press("Submit my answers")
    expect(walker.page.get_by_role("heading", name="You passed")).to_be_visible()
    walker.see("11-passed")


def asked(walker):
    return {entry["question"] for entry in walker.paper()}


def learner_downloads_a_certificate_that_anyone_can_verify(walker, tmp_path):
    walker.open("/my-learning/")
    walker.see("12-my-learning")
    walker.page.get_by_label("Certificates").get_by_role("link", name=re.compile(MODULE)).click()
    walker.see("13-certificate-page")
    with walker.page.expect_download(timeout=60_000) as download:
        walker.page.locator("main a", has_text="PDF").first.click()
    pdf = tmp_path / "certificate.pdf"
    download.value.save_as(pdf)
    picture = walker.screenshots / "14-certificate"
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-singlefile", pdf, picture], check=True)
    read = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    text = " ".join(read.split())
    for words in ("Alex Morgan", "London Borough of Camden", "Specimen", "Demonstrate digital leadership", MODULE):
        assert words in text
    found = subprocess.run(
        ["zbarimg", "-q", "--raw", f"{picture}.png"], check=True, capture_output=True, text=True
    ).stdout.strip()
    stranger = walker.page.context.browser.new_context().new_page()
    stranger.goto(found)
    expect(stranger.get_by_text("Alex Morgan").first).to_be_visible()
    stranger.screenshot(path=walker.screenshots / "15-verified.png", full_page=True)
    stranger.context.close()
    walker.sign_out()
    return found.rstrip("/").rsplit("/", 1)[-1]


def analyst_sees_the_completion(walker, tmp_path):
    walker.sign_in("analyst@programme.example")
    walker.open("/figures/")
    walker.press("Count again now")
    wait_until_counted(walker)
    walker.see("16-figures")
    expect(walker.page.get_by_role("main")).to_contain_text("London")
    assert "Alex Morgan" not in walker.page.content()
    tables = {
        "People and completions by region": "London",
        "People and completions by audience": "Head of service",
        "People and completions by organisation": "Camden",
        "Completions by principle": "Demonstrate digital leadership",
        "People and completions by month": "2026",
    }
    for table, words in tables.items():
        walker.open("/figures/")
        walker.follow(table)
        expect(walker.page.get_by_role("main")).to_contain_text(words)
    walker.see("16-figures-by-month")
    walker.open("/figures/organisations/")
    with walker.page.expect_download() as download:
        walker.page.locator("main a", has_text="CSV").first.click()
    csv = tmp_path / "figures.csv"
    download.value.save_as(csv)
    camden = [line for line in csv.read_text(encoding="utf-8-sig").splitlines() if "Camden" in line]
    assert len(camden) == 1  # all others who learn serve invented councils
    assert "[c]" in camden[0]
    walker.sign_out()


def wait_until_counted(walker):
    """The helper process counts while the page still shows, and dates, what was counted before: at first a year of invented learning."""
    told = walker.page.get_by_role("main").get_by_text("Being counted again")
    until = time.monotonic() + 600
    while told.count():
        assert time.monotonic() < until, "still being counted after ten minutes"
        walker.page.wait_for_timeout(500)
        walker.follow("Look again")


def editor_changes_a_lesson(walker):
    walker.sign_in("publisher@programme.example")
    walker.open("/cms/pages/search/?q=What+signing+means")
    walker.follow("What signing means")
    walker.page.locator("#id_title").fill("What signing means for your council")
    walker.page.get_by_role("button", name="Toggle preview").click()
    preview = walker.page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text("What signing means for your council", timeout=30_000)
    walker.page.screenshot(path=walker.screenshots / "17-editor.png")
    walker.page.get_by_role("button", name="Actions").last.click()
    walker.page.locator("[name=action-publish]").click()
    walker.page.wait_for_load_state()
    walker.open(f"{MODULE_PATH}what-signing-means/")
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("What signing means for your council")
    walker.sign_out()


def the_learners_record_is_whole(walker, code):
    walker.sign_in(LEARNER)
    walker.open(MODULE_PATH)
    expect(walker.page.get_by_text("You completed this module").first).to_be_visible()
    walker.open(f"/verify/{code}")
    expect(walker.page.get_by_text("Alex Morgan").first).to_be_visible()
