"""Telling us something, in one line."""

from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse

from feedback import actions
from feedback.models import Kind
from feedback.places import Place
from tests.curriculum import AT

WORDS = "The date of the Act is wrong."


def door(**query):
    return f"{reverse('feedback:report')}?{urlencode(query)}"


def filled(**fields):
    return {"key": str(uuid4()), "topic": "wrong", "text": WORDS} | fields


def remark(*, author=None, text=WORDS, page=None, at=AT, **fields):
    place = Place(title=page.title if page else "The service as a whole", page=page)
    return actions.send(key=uuid4(), kind=Kind.PROBLEM, place=place, text=text, author=author, at=at, **fields)
