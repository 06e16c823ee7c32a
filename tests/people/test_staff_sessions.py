"""Staff: short sessions, and a second factor shown in the very session that they use."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from people import actions
from people.permissions import ADMINISTRATORS, ANALYSTS
from tests.cast import JOINED_AT

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STAFF = ["coordinator", "analyst", "editor", "publisher", "administrator"]


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def now_counter():
    return next(yield_hotp_counters_from_time())


def current_code():
    return format_hotp_value(hotp_value(SECRET, now_counter()))


@pytest.fixture(params=STAFF)
def staff(request):
    return request.getfixturevalue(request.param)


def test_staff_without_one_are_led_to_setting_one_up(sign_in, staff, required):
    answer = sign_in(staff.email).get("/my-learning/")
    assert answer.headers["Location"] == "/account/2fa/"


def test_setting_one_up_and_signing_out_stay_open(sign_in, administrator, required):
    browser = sign_in(administrator.email)
    assert browser.get("/account/2fa/").status_code == 200
    assert browser.get("/account/2fa/totp/activate/").status_code == 200
    assert browser.post("/sign-out/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_once_it_is_set_up_they_go_on(sign_in, administrator, required):
    browser = sign_in(administrator.email)
    browser.get("/account/2fa/totp/activate/")
    code = format_hotp_value(hotp_value(browser.session["mfa.totp.secret"], now_counter()))
    browser.post("/account/2fa/totp/activate/", {"code": code})
    assert "/account/sessions/'>See where, and sign out there" in browser.get("/your-account/").text
    assert browser.get("/account/2fa/recovery-codes/").status_code == 200


def test_learners_need_none(sign_in, learner, required):
    assert sign_in(learner.email).get("/your-account/").status_code == 200


def test_one_that_is_set_up_is_asked_for_at_sign_in(sign_in, administrator, required):
    TOTP.activate(administrator, SECRET)
    browser = sign_in(administrator.email, next="/your-account/")
    assert browser.answer.headers["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in browser.session
    answer = browser.post("/account/2fa/authenticate/", {"code": current_code()})
    assert answer.headers["Location"] == "/your-account/"
    assert browser.get("/your-account/").status_code == 200


def test_a_wrong_second_code_lets_nobody_in(sign_in, administrator, required):
    TOTP.activate(administrator, SECRET)
    browser = sign_in(administrator.email)
    browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in browser.session


def test_a_session_from_before_is_asked_for_it(sign_in, administrator, required):
    """Signed in first, set up in another browser: this session has not shown it."""
    browser = sign_in(administrator.email)
    TOTP.activate(administrator, SECRET)
    answer = browser.get("/cms/?page=2")
    assert answer.headers["Location"] == "/account/2fa/reauthenticate/?next=%2Fcms%2F%3Fpage%3D2"
    assert browser.post(answer.headers["Location"], {"code": current_code()}).headers["Location"] == "/cms/?page=2"
    assert browser.get("/your-account/").status_code == 200


@pytest.mark.parametrize("place", ["/account/email/", "/account/2fa/totp/deactivate/", "/account/2fa/webauthn/add/"])
def test_whoever_has_one_shows_it_again_before_changing_how_they_sign_in(client, learner, place):
    """Five minutes after they signed in; a stolen session opens none of these."""
    client.force_login(learner)
    TOTP.activate(learner, SECRET)
    answer = client.post(place, {"action_add": "", "email": "another@home.example"})
    assert answer.headers["Location"].startswith("/account/2fa/reauthenticate/")


def test_one_browsers_second_factor_does_not_serve_another(sign_in, administrator, required):
    TOTP.activate(administrator, SECRET)
    first = sign_in(administrator.email)
    first.post("/account/2fa/authenticate/", {"code": current_code()})
    other = Client()
    other.force_login(administrator)
    assert other.get("/cms/").status_code == 302


def test_a_new_duty_asks_for_it_at_the_next_request(sign_in, learner, required):
    browser = sign_in(learner.email)
    actions.appoint(user=learner, group=ANALYSTS, by=None, at=JOINED_AT)
    assert browser.get("/your-account/").headers["Location"] == "/account/2fa/"


def test_a_duty_withdrawn_is_gone_at_the_next_request(sign_in, administrator):
    browser = sign_in(administrator.email)
    assert browser.get("/approvals/").status_code == 200
    actions.dismiss(user=administrator, group=ADMINISTRATORS, by=None, at=JOINED_AT)
    assert browser.get("/approvals/").status_code == 403


def test_a_closed_account_is_out_at_the_next_request(sign_in, learner, administrator):
    browser = sign_in(learner.email)
    actions.set_active(user=learner, is_active=False, by=administrator, at=JOINED_AT)
    assert browser.get("/your-account/").status_code == 302


def test_secrets_are_stored_encrypted(administrator):
    TOTP.activate(administrator, SECRET)
    assert SECRET not in str(Authenticator.objects.get().data)


def test_staff_are_signed_out_after_an_hour_without_a_click(sign_in, staff):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        browser = sign_in(staff.email, keep="on")
        for _ in range(3):
            clock.shift(timedelta(minutes=59))
            assert browser.get("/your-account/").status_code == 200
        clock.shift(timedelta(minutes=61))
        assert browser.get("/your-account/").status_code == 302


def test_staff_are_signed_out_after_twelve_hours_whatever_they_do(sign_in, administrator):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        browser = sign_in(administrator.email, keep="on")
        for _ in range(14):
            clock.shift(timedelta(minutes=50))
            assert browser.get("/your-account/").status_code == 200
        clock.shift(timedelta(minutes=50))
        assert browser.get("/your-account/").status_code == 302


def test_learners_may_think_for_a_day_where_they_asked_to(sign_in, learner):
    with time_machine.travel(JOINED_AT, tick=False) as clock:
        browser = sign_in(learner.email, keep="on")
        clock.shift(timedelta(days=1))
        assert browser.get("/your-account/").status_code == 200


def test_reading_does_not_write_a_session_with_every_page(sign_in, administrator, django_assert_max_num_queries):
    browser = sign_in(administrator.email)
    browser.get("/your-account/")
    with django_assert_max_num_queries(7) as queries:
        browser.get("/your-account/")
    assert not any(query["sql"].startswith(("UPDATE", "INSERT")) for query in queries.captured_queries)
