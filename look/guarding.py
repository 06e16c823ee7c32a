"""Wagtail writes into its spreadsheets what an editor typed, formulas included: here every one of its exports gets our guard."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from .spreadsheets import harmless


def guard_exports():
    """Wraps the one method through which each value of each report, Wagtail's and ours, passes on its way into a file."""
    plain = SpreadsheetExportMixin.preprocess_field_value

    def guarded(view, field, value, export_format):
        return harmless(plain(view, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = guarded
