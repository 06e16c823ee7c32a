"""What a reader is told when something breaks: what it means for them, and nothing of how."""

import pytest
from django.db import DataError, OperationalError
from django.http import HttpResponse
from django.template.loader import get_template
from django.urls import get_resolver, path

from home.errors import server_error

handler500 = server_error
BROKEN = {
    "gone": OperationalError("connection to server at 10.0.0.7 failed"),
    "ours": ZeroDivisionError("walker@testham.gov.uk"),
    "wrong": DataError("value too long"),
}


def breaks(request, how):
    request.number = "0123456789abcdef"
    raise BROKEN[how]


urlpatterns = [path("breaks/<how>/", breaks), path("", lambda request: HttpResponse(), name="home")]


@pytest.fixture
def after(client, settings):
    """What one reads after something broke in this way."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = []
    client.raise_request_exception = False
    return lambda how: client.get(f"/breaks/{how}/")


def test_a_database_that_cannot_answer_is_not_there_for_the_moment(after):
    answer = after("gone")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "should be back in a few minutes" in answer.text
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("how", ["ours", "wrong"])
def test_a_fault_of_ours_is_called_so(after, how):
    answer = after(how)
    assert answer.status_code == 500
    assert "The fault is ours" in answer.text
    assert "Retry-After" not in answer


@pytest.mark.parametrize("how", BROKEN)
def test_the_reader_gets_the_number_and_nothing_of_the_fault(after, how):
    text = after(how).text
    assert "0123456789abcdef" in text
    assert "Traceback" not in text
    assert str(BROKEN[how]) not in text


def test_the_product_answers_so():
    assert get_resolver("training.urls").resolve_error_handler(500) is server_error


@pytest.mark.parametrize("page", ["500.html", "503.html"])
def test_without_a_number_nothing_is_said_of_one(page):
    assert "number" not in get_template(page).render({})
