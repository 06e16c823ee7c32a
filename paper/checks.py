"""What the machine must have before anything can be printed."""

from ctypes.util import find_library

from django.core.checks import Warning, register

LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


@register
def printer(app_configs, **kwargs):
    absent = [package for library, package in LIBRARIES.items() if not find_library(library)]
    if not absent:
        return []
    hint = f"apt-get install {' '.join(absent)}"
    return [Warning("PDFs cannot be printed, or only slowly.", hint=hint, id="paper.W001")]
