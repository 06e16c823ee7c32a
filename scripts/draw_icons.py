"""`python -m scripts.draw_icons`: draws the PNG and ICO pictures of static/look/ anew, from its favicon and templates/look/share.svg."""

import os
from io import BytesIO
from pathlib import Path

import django
from django.template.loader import render_to_string
from PIL import Image
from playwright.sync_api import sync_playwright

from scripts.places import ROOT

FOLDER = Path(ROOT, "static", "look")
COLOURS = ("#2fb5ac", "#5c9dec", "#a884dd", "#e2709f", "#dd9f3d")  # of the ribbon in site.css
FIRST, APART = 336, 113
TOUCH, SMALL, CARD = (180, 180), (48, 48), (1200, 630)


def draw():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training.settings.test")
    django.setup()
    columns = [(FIRST + APART * n, colour) for n, colour in enumerate(COLOURS)]
    favicon = (FOLDER / "favicon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        _few_colours(_picture(page, favicon.replace('rx="8" ', ""), TOUCH)).save(
            FOLDER / "apple-touch-icon.png", optimize=True
        )
        _picture(page, favicon, SMALL).save(FOLDER / "favicon.ico", sizes=[(32, 32), SMALL])
        share = render_to_string("look/share.svg", {"columns": columns}).strip()
        _few_colours(_picture(page, share, CARD)).save(FOLDER / "share.png", optimize=True)
        browser.close()


def _picture(page, drawing, size):
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.set_content(
        f"<style>body {{ margin: 0 }} svg {{ display: block; width: 100vw; height: 100vh }}</style>{drawing}"
    )
    return Image.open(BytesIO(page.screenshot(omit_background=True)))


def _few_colours(picture):
    """Flat drawings need no more, and weigh a quarter."""
    return picture.convert("RGB").quantize(64)


if __name__ == "__main__":
    draw()
