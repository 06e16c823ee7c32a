"""What stands in the addresses of figures: a month such as 2026-10, the version of a release, the format of a file."""

from datetime import date

from django.urls import register_converter
from django.urls.converters import StringConverter

from look.spreadsheets import WRITERS

MONTH = "<month:month>/"
VERSION = f"{MONTH}v<id:version>/"


class MonthConverter:
    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value):
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value):
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class FormatConverter(StringConverter):
    regex = "|".join(WRITERS)


register_converter(MonthConverter, "month")
register_converter(FormatConverter, "format")
