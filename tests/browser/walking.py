"""How a person in a browser does what the journey asks: sign in by code, finish a lesson, answer a paper."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.browser import judging
from tests.outside import markup


class Walker:
    """One person at one browser page."""

    def __init__(self, page, product, screenshots: Path, *, scripted=True):
        self.page, self.product, self.screenshots = page, product, screenshots
        self.scripted = scripted  # judges of accessibility need JavaScript themselves
        self.shots = 0
        self.answer = None  # the last page that the server sent
        page.on("response", self._keep)

    def _keep(self, answer):
        kind = answer.headers.get("content-type", "")
        if (
            answer.request.is_navigation_request()
            and answer.frame == self.page.main_frame
            and kind.startswith("text/html")
        ):
            self.answer = answer

    def open(self, path):
        return self.page.goto(path if path.startswith("http") else f"{self.product.url}{path}")

    def see(self, name, tags=judging.WCAG):
        """Keep the page as a picture, on a desktop and on the narrowest phone, where nothing may stick out sideways; and other
        people's judges of HTML and of accessibility find nothing in what is ours."""
        ours = "/cms/" not in self.page.url
        wrong = markup.faults(self.answer.text()) if ours else []
        assert wrong == [], f"{name}: {wrong}"
        for width in (1280, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=self.screenshots / f"{name}-{width}.jpg", full_page=True, quality=70)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} px wide on a screen of {width}"
        found = judging.accessibility(self.page, tags) if ours and self.scripted else []
        assert found == [], f"{name}: {found}"
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def press(self, name):
        self._and_arrive(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, words):
        """A link, also one that looks like a button."""
        self._and_arrive(self.page.locator("main a", has_text=words).first)

    def _and_arrive(self, clickable):
        """Click, and wait until the page that follows is there."""
        clickable.click()
        self.page.wait_for_load_state()

    def write(self, box, words):
        box.fill(words)

    def tick(self, box):
        """A radio or a checkbox, which lies behind its own picture."""
        box.check(force=True)

    def choose(self, select, index):
        select.select_option(index=index)

    def see_answered(self, block):
        """Called when an activity has been answered: what came back is in the block, and in the address."""
        assert self.page.url.endswith(f"#{block}"), self.page.url

    def sign_in(self, email):
        self.open("/sign-in/")
        self.write(self.page.locator("[name=email]"), email)
        self.press("Send me a code")
        self.write(self.page.locator("[name=code]"), self.code_sent_to(email))
        self.press("Continue")

    def sign_out(self):
        self.open("/")
        self.press("Sign out")

    def code_sent_to(self, email):
        """Read where a newcomer reads it: on the development page."""
        reader = self.page.context.new_page()
        reader.goto(f"{self.product.url}/development/#mail")
        mail = reader.locator("section.block", has_text=f"To {email},").first.inner_text()
        reader.close()
        return re.search(r"\b([0-9A-Z]{3} [0-9A-Z]{3})\b", mail).group(1)

    def fill_activity(self, form):
        """Answer whatever a lesson asks: the first of every choice, a place for every item, words where there is a box."""
        for select in form.locator("select").all():
            self.choose(select, 1)
        names = dict.fromkeys(radio.get_attribute("name") for radio in form.locator("input[type=radio]").all())
        for name in names:
            self.tick(form.locator(f"input[name='{name}']").first)
        boxes = form.locator("input[type=checkbox]")
        if boxes.count():
            self.tick(boxes.first)
        for box in form.locator("textarea").all():
            self.write(box, "I will ask who tested the form with residents.")

    def do_activities(self):
        """Do every activity on a lesson once; a scenario as far as it goes. Returns the kinds of answer that came back."""
        done = []
        for block in [b.get_attribute("id") for b in self.page.locator("section.activity").all()]:
            for _ in range(6):
                form = self.page.locator(f"#{block} > form, #{block} .scenario__step form").first
                if not form.count() or (done and done[-1] == block and not form.locator("[name=step]").count()):
                    break
                self.fill_activity(form)
                self._and_arrive(form.get_by_role("button").first)
                self.see_answered(block)
                done.append(block)
        return done

    def answer_paper(self, *, rightly):
        """Answer every question of an open paper and go to the review; the key comes from the database, not from the page."""
        while "/questions/" in self.page.url:
            content, order = self._question_on_page()
            (self._answer_rightly if rightly else self._answer_wrongly)(content, order)
            self._and_arrive(self.page.get_by_role("button", name=re.compile("^Save and")))

    def paper(self):
        """What the paper of the page asks, question by question, from the database."""
        (attempt,) = re.search(r"attempts/([0-9a-f-]+)/", self.page.url).groups()
        return self._stored("SELECT paper FROM assessment_attempt WHERE id = ?", attempt.replace("-", ""))

    def _question_on_page(self):
        (position,) = re.search(r"/questions/(\d+)", self.page.url).groups()
        entry = self.paper()[int(position) - 1]
        content = self._stored("SELECT content FROM courses_questionversion WHERE id = ?", entry["question"])
        return content, entry["order"]

    def _stored(self, query, key):
        with closing(sqlite3.connect(self.product.data / "db.sqlite3")) as database:
            return json.loads(database.execute(query, [key]).fetchone()[0])

    def _answer_rightly(self, content, order):
        if content["kind"] == "order":
            for n, part in enumerate(order):
                place = [item["id"] for item in content["items"]].index(part) + 1
                self.choose(self.page.locator(f"[name=place-{n}]"), place)
        elif content["kind"] == "match":
            for n, pair in enumerate(content["pairs"]):
                self.choose(self.page.locator(f"[name=match-{n}]"), order.index(pair["id"]) + 1)
        else:
            for option in content["options"]:
                if option.get("correct"):
                    self.tick(self.page.locator(f"[name=option][value='{order.index(option['id'])}']"))

    def _answer_wrongly(self, content, order):
        if content["kind"] in ("order", "match"):
            for n, _ in enumerate(order):
                name = "place" if content["kind"] == "order" else "match"
                self.choose(self.page.locator(f"[name={name}-{n}]"), len(order) - n)
        else:
            wrong = next(option for option in content["options"] if not option.get("correct"))
            self.tick(self.page.locator(f"[name=option][value='{order.index(wrong['id'])}']"))
