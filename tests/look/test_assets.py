"""What is served with every page: small, our own, and without the marks that belong to the government."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static" / "look"
SERVED = sorted(path for path in STATIC.iterdir() if path.suffix in {".css", ".js"})
COLOURS = dict(re.findall(r"--(p[1-5]): (#[0-9a-f]{6});", (STATIC / "site.css").read_text()))


def luminance(colour):
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_styles_and_scripts_together_stay_under_60_kilobytes_compressed():
    assert sum(len(gzip.compress(path.read_bytes())) for path in SERVED) < 60_000


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
@pytest.mark.parametrize("mark", ["GDS Transport", "crest", "govuk-logo", "@font-face", "url(", "import("])
def test_no_mark_of_the_government_and_nothing_from_elsewhere(path, mark):
    assert mark.lower() not in path.read_text().lower()


@pytest.mark.parametrize("code", ["p1", "p2", "p3", "p4", "p5"])
def test_the_colour_of_a_principle_can_be_read_on_white(code):
    assert 1.05 / (luminance(COLOURS[code]) + 0.05) >= 4.5
