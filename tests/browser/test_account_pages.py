"""Every page about an account, empty, filled and wrong: axe finds nothing, and nothing sticks out on the narrowest phone."""

import os
import subprocess
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe

from scripts.places import PYTHON, ROOT
from tests.browser.walking import Walker

LEARNER, ADMINISTRATOR = "learner@exampleton.example", "administrator@programme.example"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# A council's sign-in, somebody who has not been here for long, two who wait for an answer, and a split.
WORLD = """
from datetime import timedelta
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.utils import timezone
from organisations.actions import succeed
from organisations.models import Organisation
from people import actions, returning, tenants
from people.models import Standing, User
now = timezone.now()
by = User.objects.get(email="administrator@programme.example")
tenants.describe(tenant=SocialApp(), name="Exampleton", slug="exampleton", issuer="http://127.0.0.1:9", tenant_id="",
                 client_id="c", secret="s", domains={"council.example"}, allows_code=True, by=by, at=now)
learner = User.objects.get(email="learner@exampleton.example")
SocialAccount.objects.create(user=learner, provider="exampleton", uid="1")
old = actions.join(email="old@longago.example", at=now - timedelta(days=800))
returning.ask(user=old, email=old.email, at=now)
asks = actions.join(email="asks@home.example", at=now)
actions.become_member(user=asks, audience="other", standing=Standing.PENDING, stated_organisation="Elsewhere", at=now)
ended, heirs = Organisation.objects.get(slug="fictionshire"), Organisation.objects.filter(is_fictional=True)
succeed(predecessors=[ended], successors=list(heirs.exclude(pk=ended.pk)[:2]), on_date=timezone.localdate(), at=now)
"""


@pytest.fixture(scope="module")
def world(live_product):
    """Made by the product's own actions, in the copy that these tests run."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "training.settings.dev", "DATA_DIR": str(live_product.data)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([PYTHON, "manage.py", "shell", "-c", WORLD], check=True, cwd=ROOT, env=environment)


class Visitor(Walker):
    """Looks at each page with axe and at two widths."""

    def look(self, name):
        self.see(f"account-{name}")
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert self.page.locator("h1").count() == 1, name

    def visit(self, path, name):
        answer = self.open(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look(name)

    def send_empty(self, button, name):
        """The same page with nothing filled in: it says what is wrong, at the top and at the field."""
        self.page.locator("main").get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()
        assert self.page.locator(".govuk-error-summary").count() == 1, name
        self.look(name)


@pytest.fixture
def visitor(page, live_product, screenshots, world):
    return Visitor(page, live_product, screenshots)


def test_the_pages_of_the_door(visitor):
    visitor.visit("/sign-in/", "door")
    visitor.send_empty("Send me a code", "door-wrong")
    visitor.page.locator("[name=email]").fill("somebody@home.example")
    visitor.press("Send me a code")
    visitor.look("code")
    visitor.send_empty("Continue", "code-wrong")
    visitor.page.locator("[name=code]").fill("XXXXXX")
    visitor.send_empty("Continue", "code-not-right")


def test_the_pages_of_a_councils_sign_in(visitor):
    visitor.open("/sign-in/")
    visitor.page.locator("[name=email]").fill("somebody@council.example")
    visitor.press("Send me a code")
    visitor.look("council")
    visitor.press("Go to my organisation’s sign-in")
    visitor.look("council-does-not-answer")
    visitor.visit("/account/3rdparty/login/cancelled/", "council-stopped")


def test_the_pages_after_a_long_time(visitor):
    visitor.sign_in("old@longago.example")
    visitor.look("returning")
    visitor.send_empty("Send a code there", "returning-wrong")
    visitor.page.locator("[name=email]").fill("another@home.example")
    visitor.press("Send a code there")
    visitor.look("returning-code")
    visitor.send_empty("Continue", "returning-code-wrong")


def test_the_pages_of_the_welcome(visitor):
    visitor.sign_in("newcomer@unknown.example")
    visitor.look("welcome")
    visitor.send_empty("Continue", "welcome-wrong")
    visitor.visit("/welcome/?words=leeds", "welcome-found")
    visitor.visit("/welcome/?words=xyzzy", "welcome-not-found")
    visitor.page.get_by_label("My organisation is not listed").check(force=True)
    visitor.page.locator("[name=stated]").fill("A parish")
    visitor.press("Continue")
    visitor.look("about-you")
    visitor.send_empty("Save and continue", "about-you-wrong")


ACCOUNT = (
    ("/your-account/data/", "data"),
    ("/account/email/", "addresses"),
    ("/account/2fa/", "second-steps"),
    ("/account/sessions/", "sessions"),
    ("/account/3rdparty/", "councils"),
    ("/your-account/messages/", "messages"),
)
FORMS = (
    ("/your-account/merge/", "Send both codes", "merge"),
    ("/your-account/delete/", "Delete my account", "delete"),
    ("/account/2fa/totp/activate/", "Turn it on", "totp"),
)


def test_the_pages_of_an_account(visitor):
    visitor.sign_in(LEARNER)
    visitor.visit("/your-account/", "account")
    visitor.page.get_by_label("Your full name").fill("")
    visitor.send_empty("Save your name", "account-wrong")
    for path, name in ACCOUNT:
        visitor.visit(path, name)
    for path, button, name in FORMS:
        visitor.visit(path, name)
        visitor.send_empty(button, f"{name}-wrong")
    visitor.visit("/account/2fa/webauthn/add/", "passkey")
    visitor.open("/your-account/")
    visitor.follow("Term of office")
    visitor.look("term")
    for part, value in (("day", "31"), ("month", "2"), ("year", "2030")):
        visitor.page.locator(f"[name=term_ends_on-{part}]").fill(value)
    visitor.send_empty("Save", "term-wrong")
    visitor.open("/your-account/merge/")
    visitor.page.locator("[name=email]").fill("mine.too@home.example")
    visitor.press("Send both codes")
    visitor.look("merge-codes")
    visitor.send_empty("Make them one", "merge-codes-wrong")
    visitor.open("/account/email/")
    visitor.page.get_by_role("textbox").last.fill("second@home.example")
    visitor.press("Add this address")
    visitor.look("address-code")


STEPS, PERIOD = "steps@home.example", 30


def code_of(secret):
    """What the app shows, with half of its time to go, so that it is not over before it is sent."""
    gone = time.time() % PERIOD
    time.sleep(PERIOD - gone if gone > PERIOD / 2 else 0)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))


def turn_on(visitor):
    """An authenticator app. Returns the recovery codes that the next page shows."""
    visitor.open("/account/2fa/totp/activate/")
    secret = visitor.page.locator("main .account__code").inner_text()
    visitor.page.locator("main [name=code]").fill(code_of(secret))
    visitor.press("Turn it on")
    return visitor.page.locator("#recovery_codes code").all_inner_texts()


def test_the_pages_of_a_second_step(visitor):
    visitor.sign_in(STEPS)
    codes = turn_on(visitor)
    visitor.look("recovery-codes")
    visitor.visit("/account/2fa/", "second-steps-on")
    visitor.visit("/account/2fa/recovery-codes/generate/", "recovery-codes-anew")
    visitor.visit("/account/2fa/totp/deactivate/", "totp-off")
    visitor.visit("/account/2fa/reauthenticate/", "step-up")
    visitor.send_empty("Confirm", "step-up-wrong")
    visitor.sign_out()
    visitor.sign_in(STEPS)
    visitor.look("second-step")
    visitor.send_empty("Sign in", "second-step-wrong")
    visitor.page.locator("main [name=code]").fill(codes[0])
    visitor.press("Sign in")
    visitor.visit("/account/sessions/", "sessions-after-a-second-step")
    assert visitor.open("/account/2fa/recovery-codes/").status == 200
    assert codes[0] not in visitor.page.locator("main").inner_text()  # each opens the account once


def test_the_page_after_a_split(visitor):
    visitor.sign_in("learner@fictionshire.example")
    visitor.visit("/your-account/", "account-after-a-split")
    visitor.follow("Choose the one that you serve now")
    visitor.look("successor")
    visitor.send_empty("Save", "successor-wrong")


def test_the_pages_of_those_who_answer(visitor):
    visitor.sign_in(ADMINISTRATOR)
    visitor.visit("/approvals/", "approvals")
    visitor.page.locator("main a", has_text="Answer").first.click()
    visitor.look("decide")
    visitor.send_empty("Save the answer", "decide-wrong")
    visitor.open("/approvals/")
    visitor.page.locator("main ul.govuk-list a").first.click()
    visitor.look("vouch")
    visitor.send_empty("Save the answer", "vouch-wrong")
