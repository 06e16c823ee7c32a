"""Ways of using the product that a mouse and a wide screen are no part of: keys alone, without JavaScript, enlarged four times."""

from tests.browser.walking import Walker

STOPS = 150  # nobody should need more of them to get anywhere on a page
# Which of the things has the focus (-1: none), or null where the thing in focus looks the same as without it (radios and
# checkboxes are drawn by their labels) or cannot be seen.
STOP = """(things) => {
  const here = document.activeElement, { top, bottom } = here.getBoundingClientRect();
  if (here === document.body) return -1;  // past the last stop
  const parts = [[here, null], ...[...(here.labels || [])].map((label) => [label, "::before"])];
  const look = () => parts.map(([part, pseudo]) => {
    const style = getComputedStyle(part, pseudo);
    return [style.outlineStyle !== "none" && style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join();
  }).join();
  const focused = look();
  here.blur();
  const left = look();
  here.focus({ preventScroll: true });
  return focused !== left && bottom > 0 && top < innerHeight ? things.indexOf(here) : null;
}"""
# What still moves, for somebody who asked for less of it.
MOVING = """() => [...document.querySelectorAll("*")].filter((part) => {
  const style = getComputedStyle(part), longest = (times) => Math.max(...times.split(",").map(parseFloat));
  const animated = style.animationName !== "none" && longest(style.animationDuration) > 0.01;
  return animated || longest(style.transitionDuration) > 0.01 || style.scrollBehavior === "smooth";
}).map((part) => part.outerHTML.slice(0, 120))"""


class Keys(Walker):
    """Tab, Space, Enter and arrows; every stop shows where it is, and after an answer the focus is on what came back."""

    def is_focused(self, thing):
        return thing.evaluate("thing => thing === document.activeElement")

    def reach(self, *things):
        """Tab until one of these has the focus."""
        wanted = [thing.element_handle() for thing in things]
        for _ in range(STOPS):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(STOP, wanted)
            if found is None:
                where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
                raise AssertionError(f"{self.page.url} does not show the focus on {where}")
            if found >= 0:
                return things[found]
        raise AssertionError(f"{self.page.url}: no way by keyboard to {things}")

    def _and_arrive(self, clickable):
        self.reach(clickable)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def write(self, box, words):
        self.reach(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def tick(self, box):
        if box.get_attribute("type") == "checkbox":
            self.reach(box)
        else:
            self.reach(*self.page.locator(f"input[name='{box.get_attribute('name')}']").all())
            while not self.is_focused(box):
                self.page.keyboard.press("ArrowDown")
        if not box.is_checked():
            self.page.keyboard.press("Space")
        assert box.is_checked()

    def choose(self, select, index):
        self.reach(select)
        while (now := select.evaluate("select => select.selectedIndex")) != index:
            self.page.keyboard.press("ArrowDown" if now < index else "ArrowUp")

    def see_answered(self, block):
        super().see_answered(block)
        told = self.page.locator(f"#{block} :is(.result, .activity__errors)").last
        assert self.is_focused(told), f"{self.page.url}: the focus is not on what was said of the answer"


class Plain(Walker):
    """Without JavaScript."""


class Enlarged(Walker):
    """1280 pixels at 400 % are 320; less motion is asked for. Nothing moves, sticks out sideways or is left out."""

    def _and_arrive(self, clickable):
        super()._and_arrive(clickable)
        self.page.wait_for_load_state("load")
        assert self.page.evaluate(MOVING) == [], self.page.url
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 320, self.page.url
        narrow = self.words()
        self.page.set_viewport_size({"width": 1280, "height": 900})
        wide = self.words()
        self.page.set_viewport_size({"width": 320, "height": 256})
        assert narrow == wide, f"{self.page.url}: {set(wide) ^ set(narrow)}"

    def words(self):
        return sorted(self.page.locator("main").inner_text().split())
