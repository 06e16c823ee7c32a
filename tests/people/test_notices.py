"""The privacy notice has versions: who signs in for the first time was shown one, and is told at the next sign-in when it has changed.

Seen to fail: with the version taken from the time of publishing.
"""

import pytest

from audit.models import Event
from home.loading import tree
from home.models import StandardPage
from people.notices import EVENT
from tests.curriculum import publish

CHANGED = "The privacy notice has changed since you were last here"


@pytest.fixture
def notice(db):
    home, _, _ = tree()
    return publish(home.add_child(instance=StandardPage(title="Privacy notice", slug="privacy", body="<p>One.</p>")))


def change(notice, body):
    notice.body = body
    publish(notice)


def page_after_sign_in(sign_in, person):
    return sign_in(person.email).get("/your-account/").text


def versions(person):
    return list(Event.objects.by(person.pk).filter(name=EVENT).values_list("detail__version", flat=True))


def test_the_version_at_the_first_sign_in_is_kept_and_no_change_is_told(notice, sign_in, learner):
    assert CHANGED not in page_after_sign_in(sign_in, learner)
    assert len(versions(learner)) == 1


def test_changed_words_are_told_once_with_a_link(notice, sign_in, learner):
    page_after_sign_in(sign_in, learner)
    change(notice, "<p>Two.</p>")
    page = page_after_sign_in(sign_in, learner)
    assert CHANGED in page
    assert "href='/privacy/'" in page
    assert CHANGED not in page_after_sign_in(sign_in, learner)
    assert len(set(versions(learner))) == 2


def test_the_same_words_published_again_are_the_same_version(notice, sign_in, learner):
    page_after_sign_in(sign_in, learner)
    change(notice, "<p>One.</p>")
    assert CHANGED not in page_after_sign_in(sign_in, learner)


def test_without_a_notice_there_is_nothing_to_tell(sign_in, learner):
    page_after_sign_in(sign_in, learner)
    assert versions(learner) == []
