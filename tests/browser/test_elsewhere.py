"""Whatever a browser test opens, a request to another place fails it (conftest.py). Here one is made, and is seen."""

import pytest


@pytest.fixture(scope="session")
def base_url():
    """This page comes from nowhere, so that `./run` need not start."""
    return ""


def test_a_picture_from_elsewhere_is_seen(page, asked_elsewhere):
    page.set_content(
        '<img src="http://pictures.invalid/one.png"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    )
    page.wait_for_timeout(200)
    assert asked_elsewhere == ["http://pictures.invalid/one.png"]
    asked_elsewhere.clear()
