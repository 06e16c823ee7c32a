"""The crown, the crest, the GOV.UK logo and GDS Transport are not ours to use: this is not a GOV.UK service."""

import re

from tests.house.tracked import texts, tracked

NOT_OURS = re.compile(
    r"GDS ?Transport|nta-light|crown-(?:logo|icon)|govuk-crest|logotype|govuk-logo|opengraph-image\.png"
    r"|assets/(?:rebrand|fonts|images)/",
    re.IGNORECASE,
)
SHOWN = ("static/", "templates/", "look/")


def borrowed(text: str) -> list[str]:
    return NOT_OURS.findall(text)


def test_nothing_that_is_shown_borrows_the_crown_or_its_typeface():
    shown = {path: text for path, text in texts().items() if path.startswith(SHOWN)}
    assert shown
    assert {path: found for path, text in shown.items() if (found := borrowed(text))} == {}


def test_the_crowns_typeface_and_logo_would_be_found():
    assert borrowed('font-family: "GDS Transport", arial')
    assert borrowed('<svg class="govuk-header__logotype">')
    assert not borrowed("Copyright (c) 2017 Crown Copyright (Government Digital Service)")


def test_every_font_has_its_licence_beside_it():
    fonts = [path for path in tracked() if path.endswith((".ttf", ".otf", ".woff", ".woff2"))]
    folders = {path.rsplit("/", 1)[0] for path in fonts}
    licensed = {path.rsplit("/", 1)[0] for path in tracked() if "OFL" in path or "LICEN" in path.upper()}
    assert folders <= licensed
