"""The first visit: the organisation from the address, the name for certificates, the audience. It stops nobody."""

from urllib.parse import urlencode

import pytest

from organisations.actions import add_domain
from people.models import Membership, Standing, User
from people.permissions import current_membership
from tests.cast import JOINED_AT

DETAILS = {"name": "Amina Begum", "audience": "senior_manager"}


@pytest.fixture
def newcomer(sign_in):
    """A browser of somebody who has just entered the code for an address."""
    return sign_in


def text(answer):
    return answer.content.decode()


def person(browser):
    return User.objects.get(pk=browser.session["_auth_user_id"])


def test_the_organisation_is_matched_from_the_address(newcomer, council):
    browser = newcomer("name@mail.testham.gov.uk")
    assert "Testham Borough Council" in text(browser.get("/welcome/"))
    browser.post("/welcome/", {"organisation": council.pk})
    answer = browser.post("/welcome/your-details/", DETAILS)
    membership = current_membership(person(browser))
    assert (membership.organisation, membership.standing, membership.audience) == (
        council,
        Standing.MATCHED,
        "senior_manager",
    )
    assert person(browser).name == "Amina Begum"
    assert answer.headers["Location"] == "/my-learning/"


def test_a_shared_domain_asks_which(newcomer, council, other_council):
    for place in (council, other_council):
        add_domain(organisation=place, domain="both.gov.uk", at=JOINED_AT)
    browser = newcomer("name@both.gov.uk")
    page = text(browser.get("/welcome/"))
    assert "Several organisations use addresses" in page
    assert "checked" not in page
    browser.post("/welcome/", {"organisation": other_council.pk})
    browser.post("/welcome/your-details/", DETAILS)
    assert current_membership(person(browser)).counts


def test_an_unknown_domain_offers_a_search_of_the_real_list(newcomer, council, other_council):
    browser = newcomer("name@home.example")
    assert 'name="words"' in text(browser.get("/welcome/"))
    page = text(browser.get("/welcome/", {"words": "testham"}))
    assert "Testham Borough Council" in page
    assert "Elsewhere" not in page
    browser.post("/welcome/?words=testham", {"organisation": council.pk})
    browser.post("/welcome/your-details/", DETAILS)
    assert current_membership(person(browser)).standing == Standing.PENDING


def test_not_listed_is_always_an_answer(newcomer, council):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/", {"organisation": "not-listed", "stated": "Testham Fire Authority"})
    browser.post("/welcome/your-details/", DETAILS)
    membership = current_membership(person(browser))
    assert (membership.organisation, membership.stated_organisation, membership.standing) == (
        None,
        "Testham Fire Authority",
        "pending",
    )


def test_an_organisation_put_in_by_hand_waits_for_approval(newcomer, council, other_council):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/", {"organisation": other_council.pk})
    browser.post("/welcome/your-details/", DETAILS)
    assert current_membership(person(browser)).standing == Standing.PENDING


@pytest.mark.parametrize(
    "posted",
    [{}, {"organisation": ""}, {"organisation": "999999"}, {"organisation": "9" * 5000}, {"organisation": "-1"}, {"organisation": "²"},
     {"organisation": "not-listed"}, {"organisation": "not-listed", "stated": "x" * 161}, {"organisation": "not-listed", "stated": "a\0b"}],
)  # fmt: skip
def test_what_is_no_organisation_is_asked_for_again(newcomer, council, posted):
    browser = newcomer("name@testham.gov.uk")
    answer = browser.post("/welcome/", posted)
    assert answer.status_code == 422
    assert "govuk-error-summary" in text(answer)
    assert "Testham Borough Council" in text(answer)


@pytest.mark.parametrize("words", ["", "zzz", "a\0b", "x" * 101, "%27 OR 1=1", "<script>"])
def test_a_search_for_nothing_says_so(newcomer, council, words):
    answer = newcomer("name@home.example").get("/welcome/", {"words": words})
    assert answer.status_code == 200
    assert "<script>alert" not in text(answer)
    assert "My organisation is not listed" in text(answer)


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"audience": "councillor"}, "Enter your full name"),
        ({"name": "  ", "audience": "councillor"}, "Enter your full name"),
        ({"name": "12345", "audience": "councillor"}, "Enter your name with letters"),
        ({"name": "<b>Bold</b>", "audience": "councillor"}, "Enter your name with letters"),
        ({"name": "name@testham.gov.uk", "audience": "councillor"}, "Enter your name with letters"),
        ({"name": "N" * 121, "audience": "councillor"}, "at most 120"),
        ({"name": "A\0B", "audience": "councillor"}, "Null characters"),
        ({"name": "Amina Begum"}, "Select what describes you best"),
        ({"name": "Amina Begum", "audience": "king"}, "Select a valid choice"),
    ],
)
def test_details_that_do_not_do_are_asked_for_again(newcomer, council, posted, words):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/", {"organisation": council.pk})
    answer = browser.post("/welcome/your-details/", posted)
    assert answer.status_code == 422
    assert words in text(answer)
    assert not Membership.objects.exists()


@pytest.mark.parametrize("name", ["Zoë Ó Briain-Łukasiewicz", "李小龍", "Anne Marie O’Neill", "  Two   spaces "])
def test_names_of_every_kind_are_kept(newcomer, council, name):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/", {"organisation": council.pk})
    browser.post("/welcome/your-details/", {**DETAILS, "name": name})
    assert person(browser).name == " ".join(name.split())


def test_one_can_go_back_and_what_was_chosen_is_still_there(newcomer, council, other_council):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/", {"organisation": "not-listed", "stated": "Testham Fire Authority"})
    assert "Testham Fire Authority" in text(browser.get("/welcome/your-details/"))
    assert "Testham Fire Authority" in text(browser.get("/welcome/"))


def test_the_way_back_is_kept_through_the_steps(newcomer, council):
    browser, way = newcomer("name@testham.gov.uk"), "?" + urlencode({"next": "/modules/"})
    answer = browser.post(f"/welcome/{way}", {"organisation": council.pk})
    assert answer.headers["Location"] == "/welcome/your-details/?next=%2Fmodules%2F"
    assert browser.post(answer.headers["Location"], DETAILS).headers["Location"] == "/modules/"


def test_the_way_back_never_leaves_the_site(newcomer, council):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/?next=//evil.example", {"organisation": council.pk})
    assert browser.post("/welcome/your-details/?next=//evil.example", DETAILS).headers["Location"] == "/my-learning/"


def test_details_without_an_organisation_lead_to_the_first_step(newcomer, council):
    assert newcomer("name@testham.gov.uk").get("/welcome/your-details/").headers["Location"] == "/welcome/"


def test_looking_at_the_steps_writes_nothing(newcomer, council):
    browser = newcomer("name@testham.gov.uk")
    for place in ("/welcome/", "/welcome/?words=testham", "/welcome/your-details/"):
        browser.get(place)
    assert "welcome" not in browser.session
    assert not Membership.objects.exists()


def test_sent_twice_is_one_membership(newcomer, council):
    browser = newcomer("name@testham.gov.uk")
    browser.post("/welcome/", {"organisation": council.pk})
    for _ in range(2):
        assert browser.post("/welcome/your-details/", DETAILS).status_code == 302
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("place", ["/welcome/", "/welcome/your-details/", "/your-account/", "/approvals/"])
def test_strangers_are_led_to_the_door(client, db, place):
    assert client.get(place).headers["Location"] == "/sign-in/?" + urlencode({"next": place})


def test_a_member_may_move_and_the_old_membership_ends(client, learner, other_council):
    client.force_login(learner)
    client.post("/welcome/", {"organisation": other_council.pk})
    client.post("/welcome/your-details/", DETAILS)
    old, new = Membership.objects.filter(user=learner).order_by("pk")
    assert (old.standing, new.standing, new.organisation) == (Standing.FORMER, Standing.PENDING, other_council)
    assert old.ends_on


def test_a_coordinator_who_says_councillor_is_told_what_that_ends(client, coordinator):
    client.force_login(coordinator)
    client.post("/welcome/your-details/", DETAILS | {"audience": "councillor"})
    assert "you coordinate nobody any more" in text(client.get("/your-account/"))


def test_the_account_page_shows_and_changes_the_name(client, learner):
    client.force_login(learner)
    assert "Testham Borough Council" in text(client.get("/your-account/"))
    assert client.post("/your-account/", {"name": "Lena New"}).status_code == 302
    assert client.post("/your-account/", {"name": ""}).status_code == 422
    learner.refresh_from_db()
    assert learner.name == "Lena New"
