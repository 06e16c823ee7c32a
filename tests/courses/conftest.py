"""Here unsound pages are refused, as in the product."""

import pytest

from tests.courses import pages


@pytest.fixture(autouse=True)
def _refuse_unsound_pages(settings):
    settings.REFUSE_UNSOUND_PAGES = True


@pytest.fixture
def module(db):
    """Live, with two live lessons, beside another."""
    pages.load_sound()
    return pages.the_module()
