"""No answer of the site gives the key of a bank away before the submission: every address outside the CMS is asked, with GET and
POST, and every byte of what comes is searched, scripts, attributes and JSON too. (PDFs are compressed, and hold no question.)

Seen to fail: with the question as it is stored in an attribute of its page.
"""

from itertools import product

import pytest
from django.utils import timezone

from assessment.models import Attempt
from courses.models import QuestionVersion
from home.loading import tree
from progress.actions import take_assessment
from tests.access import belongings
from tests.access.asking import Asker
from tests.access.test_site import ours, path_of
from tests.cast import make_council, make_person
from tests.curriculum import enrol
from tests.taking import complete

SIGNS = (
    b"Why A",
    b"Why B",
    b"Why C",
    b"So it is",
    b'"correct"',
    b"&quot;correct&quot;",
)  # see tests/curriculum.question


@pytest.fixture
def world(db):
    """(values for addresses, {who: person}); one of them has every lesson done and a paper open."""
    tree()
    at, values = timezone.now(), belongings.shared()
    council = make_council("Testham Borough Council", "testham.gov.uk")
    sitting = make_person("lena@testham.gov.uk", "Lena Learner", council=council, at=at)
    enrol(sitting, values["course"], at=at)
    complete(sitting, *values["module"].live_lessons(), at=at)
    attempt = take_assessment(learner=sitting, module=values["module"], at=at)
    values |= {"attempt_id": attempt.pk, "position": 1, "course_id": values["course"].pk}
    return values, {"nobody": None, "who sits": sitting}


def answers(client, values, people):
    """(who and what was asked, every byte of the answer)."""
    for who, person in people.items():
        asker = Asker(client, person)
        for address, method in product(ours(), ("GET", "POST")):
            answer = asker.answer(method, path_of(address, values))
            yield f"{who}: {method} {address.name}", b"".join(answer) + str(answer.headers).encode()


def test_the_key_is_in_no_answer_of_any_address_before_the_submission(client, world):
    values, people = world
    paper = Attempt.objects.get().paper
    asked = [QuestionVersion.objects.get(pk=entry["question"]).content for entry in paper]
    ids = [option["id"].encode() for content in asked for option in content["options"]]
    seen = dict(answers(client, values, people))
    assert len(seen) > 300
    assert sum(b"Question " in page and b"Save and" in page for page in seen.values()) >= 2, "a question was shown"
    assert [asked for asked, page in seen.items() if any(sign in page for sign in (*SIGNS, *ids))] == []
