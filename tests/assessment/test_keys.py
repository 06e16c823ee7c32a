"""No answer of the site gives the key of a bank away before the submission: every address outside the CMS is asked, with GET and
POST, and every byte of what comes is searched, scripts, attributes and JSON too, and of a PDF every word. In the CMS keys stand in
the editor, on purpose: whoever may not write is refused there at every address of a page, drafts and previews among them.

Seen to fail: with the question as it is stored in an attribute of its page, with feedback printed in the booklet, on a certificate
and in the log, and with the preview of a draft open to anybody.
"""

from io import BytesIO
from itertools import product

import pytest
from django.utils import timezone
from pypdf import PdfReader

from assessment.models import Attempt
from certificates.models import Certificate
from certificates.rendering import render
from courses.models import QuestionVersion
from home.loading import tree
from people.permissions import AUTHORS
from progress.actions import take_assessment
from tests.access import belongings
from tests.access.asking import ALLOWED, REFUSED, Asker, outcome
from tests.access.test_site import ours, path_of
from tests.access.walking import addresses
from tests.cast import make_council, make_person
from tests.curriculum import build_module, enrol
from tests.taking import complete, sit

SIGNS = (
    b"Why A",
    b"Why B",
    b"Why C",
    b"So it is",
    b'"correct"',
    b"&quot;correct&quot;",
)  # see tests/curriculum.question

PAPERS = {
    "nobody: GET courses-doors:module-on-paper": b"Outcome o1",
    "who sits: GET progress:log-pdf": b"Lena Learner",
    "who sits: GET certificates:download": b"Lena Learner",
}


@pytest.fixture
def world(db):
    """(values for addresses, {who: person}); one of them has every lesson done, a paper open and a certificate of another module."""
    tree()
    at, values = timezone.now(), belongings.shared()
    council = make_council("Testham Borough Council", "testham.gov.uk")
    sitting = make_person("lena@testham.gov.uk", "Lena Learner", council=council, at=at)
    enrol(sitting, values["course"], at=at)
    complete(sitting, *values["module"].live_lessons(), at=at)
    values["code"] = certificate_of(sitting, build_module(course=values["course"], lessons=1), at)
    attempt = take_assessment(learner=sitting, module=values["module"], at=at)
    values |= {"attempt_id": attempt.pk, "position": 1, "course_id": values["course"].pk}
    return values, {"nobody": None, "who sits": sitting}


def certificate_of(person, module, at):
    sit(person, module, at=at)
    certificate = Certificate.objects.get(learner=person)
    render(certificate, at=at)
    return certificate.code


def content(answer):
    """Every byte; of a PDF what it says."""
    found = b"".join(answer)
    if answer.headers["Content-Type"] == "application/pdf":
        found = " ".join(page.extract_text() for page in PdfReader(BytesIO(found)).pages).encode()
    return found + str(answer.headers).encode()


def answers(client, values, people):
    """(who and what was asked, all that the answer says)."""
    for who, person in people.items():
        asker = Asker(client, person)
        for address, method in product(ours(), ("GET", "POST")):
            yield f"{who}: {method} {address.name}", content(asker.answer(method, path_of(address, values)))


def test_the_key_is_in_no_answer_of_any_address_before_the_submission(client, world):
    values, people = world
    asked = [QuestionVersion.objects.get(pk=entry["question"]).content for entry in Attempt.objects.open().get().paper]
    ids = [option["id"].encode() for content in asked for option in content["options"]]
    seen = dict(answers(client, values, people))
    assert len(seen) > 300
    assert sum(b"Question " in page and b"Save and" in page for page in seen.values()) >= 2, "a question was shown"
    for paper, said in PAPERS.items():
        assert said in seen[paper], paper
    assert [asked for asked, page in seen.items() if any(sign in page for sign in (*SIGNS, *ids))] == []


def test_no_draft_and_no_preview_is_shown_to_whoever_may_not_write(client, world):
    values, people = world
    revision = values["module"].save_revision()
    draft = {"page_id": values["module"].pk, "pk": values["module"].pk, "revision_id": revision.pk}
    author = Asker(client, make_person("edie@programme.gov.uk", "Edie Editor", group=AUTHORS))
    assert SIGNS[0] in content(author.answer("GET", place("edit", draft))), "the search finds keys where they are"
    assert outcome(author.answer("GET", place("view_draft", draft))) == ALLOWED
    people |= {"a stranger": make_person("stan@elsewhere.gov.uk", "Stan Stranger")}
    for (who, person), method in product(people.items(), ("GET", "POST")):
        asker = Asker(client, person)
        for address in addresses("cms/pages/"):
            answer = asker.answer(method, address.filled(draft))
            assert outcome(answer) == REFUSED, (who, method, address.name)
            assert not any(sign in content(answer) for sign in SIGNS), (who, method, address.name)


def place(name, values):
    (address,) = (one for one in addresses("cms/pages/") if one.name == f"wagtailadmin_pages:{name}")
    return address.filled(values)
