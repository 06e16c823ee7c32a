"""What an editor does in a browser again and again, on Wagtail's own screens, which are redrawn while one looks at them."""

from playwright.sync_api import TimeoutError, expect

PATIENCE = 60_000  # milliseconds: for a machine with much else to do


def open_menu(page, action):
    """The menu beside *Save*, until it shows the action: a draft that saves itself meanwhile draws the menu anew, and closed."""
    toggle = page.get_by_role("button", name="Actions").last
    for _ in range(20):
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        try:
            return action.wait_for(state="visible", timeout=PATIENCE / 20)
        except TimeoutError:
            continue
    return expect(action).to_be_visible()
