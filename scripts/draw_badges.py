"""`python -m scripts.draw_badges`: draws the PNG pictures of certificates/design/badges/ anew from templates/certificates/badge.svg."""

import os
from pathlib import Path

import django
from django.template.loader import render_to_string
from playwright.sync_api import sync_playwright

from scripts.places import ROOT

FOLDER = Path(ROOT, "certificates", "design", "badges")
KINDS = {"module": "Module certificate", "principle": "Principle certificate", "course": "Course certificate"}
PRINCIPLES = ("p1", "p2", "p3", "p4", "p5")
SERVES = {**{code: [code] for code in PRINCIPLES}, "all": PRINCIPLES}
PICTURES = {
    f"{kind}-{serves}{'-specimen' if specimen else ''}": {"kind": words, "lit": lit, "specimen": specimen}
    for kind, words in KINDS.items()
    for serves, lit in SERVES.items()
    for specimen in (False, True)
}


def draw():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training.settings.test")
    django.setup()
    drawings = {name: render_to_string("certificates/badge.svg", facts).strip() for name, facts in PICTURES.items()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 512, "height": 512})
        for name, drawing in drawings.items():
            page.set_content(f"<body style='margin: 0; background: transparent'>{drawing}")
            page.screenshot(path=FOLDER / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    draw()
