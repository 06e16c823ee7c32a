"""Something of everything that the site has an address for, twice: once of Testham and its people, once of strangers."""

from datetime import timedelta

from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from certificates.models import Certificate
from certificates.rendering import render
from coordination import actions as coordination
from coordination import cohorts, files, tasks
from coordination.models import Invitation
from coordination.reading import Row
from mail import recipients
from mail.actions import queue
from people import actions, returning
from people.models import Standing
from people.permissions import ANALYSTS
from people.secrecy import encrypt
from progress import learning_log
from progress.actions import take_assessment
from progress.models import NextStep
from reports import aggregates, releases, subscriptions, tokens
from reports.models import Every
from tests.activities import CHECK, NEXT_STEP, REFLECTION, SORTING, body
from tests.cast import make_council, make_person
from tests.curriculum import build_course, build_module, enrol
from tests.reports.conftest import many, record_completions
from tests.reports.test_releases import DAY, FIFTH, LEARNT, MOMENT
from tests.taking import complete, sit

TENANT = "council-sign-in"


def shared(issuer="https://sign-in.council.example"):
    """{key: value} of what is nobody's: content, pictures, a published release, a council's own sign-in."""
    agreed = {"server_url": issuer, "issuer": issuer, "tenant": "", "domains": ["council.example"], "allows_code": True}
    kept = {"client_id": "1", "secret": encrypt(b"only for tests").decode(), "settings": agreed}
    SocialApp.objects.create(provider="openid_connect", provider_id=TENANT, name="A council", **kept)
    freely = CHECK | {"value": CHECK["value"] | {"required": False}}
    module = build_module(body=body(freely, SORTING, REFLECTION, NEXT_STEP), title="Reading a business case")
    lesson = module.live_lessons().first()
    picture = get_image_model().objects.create(title="A street", file=get_test_image_file())
    document = get_document_model().objects.create(title="Terms", file=ContentFile(b"%PDF-1.4", "terms.pdf"))
    return {
        "module": module,
        "course": build_course(module, title="Leading digital change"),
        "module_id": module.pk,
        "lesson_id": lesson.pk,
        ("progress:answer-check", "block_id"): CHECK["id"],
        ("progress:answer-activity", "block_id"): SORTING["id"],
        ("progress:write-entry", "block_id"): REFLECTION["id"],
        ("progress:write-next-step", "block_id"): NEXT_STEP["id"],
        "moment": "before",
        "table": "regions",
        "kind": "csv",
        ("figures-api:table", "name"): "regions",
        "number": 1,
        "form": "svg",
        ("courses-doors:module-on-paper", "code"): module.code,
        ("courses-doors:rendition", "name"): picture.get_rendition("width-100").file.name.rpartition("/")[2],
        ("courses-doors:original", "name"): picture.file.name.rpartition("/")[2],
        ("published:file", "name"): "regions.csv",
        "wagtaildocs_serve": document.url,
        ("people:council", "slug"): TENANT,
        ("people:council-callback", "slug"): TENANT,
    }  # fmt: skip


def of(word, course, administrator, at):
    """{key: value} of the belongings of a learner, a coordinator and an analyst whose names begin with `word`."""
    council = make_council(f"{word} Borough Council", f"{word.lower()}.gov.uk")
    learner, coordinator, pending = (
        make_person(f"{name}@{word.lower()}.gov.uk", f"{word} {name}", council=council, at=at)
        for name in ("learner", "coordinator", "pending")
    )
    analyst = make_person(f"analyst@{word.lower()}.ministry.gov.uk", f"{word} analyst", group=ANALYSTS, at=at)
    actions.appoint_coordinator(user=coordinator, organisation=council, by=administrator, at=at)
    return (
        {"council": council, "learner": learner, "coordinator": coordinator, "analyst": analyst, "slug": council.slug}
        | learning(learner, course, at)
        | waiting(pending, council, at)
        | coordinating(coordinator, learner, council, course, administrator, at)
        | reading(analyst, administrator, learner, at)
    )


def learning(learner, course, at):
    enrol(learner, course, at=at)
    module = course.places.get().module
    complete(learner, *module.live_lessons(), at=at)
    marked = sit(learner, module, at=at)
    lesson = module.live_lessons().first()
    entry = learning_log.write_entry(learner=learner, lesson=lesson, block_id=REFLECTION["id"], text="Mine.", at=at)
    learning_log.write_next_step(learner=learner, module=module, block_id=NEXT_STEP["id"], text="Ask.", by=None, at=at)
    certificate = Certificate.objects.filter(learner=learner).first()
    render(certificate, at=at)
    return {
        "attempt_id": take_assessment(learner=learner, module=module, at=at).pk,
        ("assessment:result", "attempt_id"): marked.pk,
        "position": 1,
        "course_id": course.pk,
        "entry_id": entry.pk,
        "step_id": NextStep.objects.get(learner=learner).pk,
        "code": certificate.code,
        "typed": certificate.code,
        ("people:say-term", "pk"): learner.memberships.get().pk,
        ("people:choose-successor", "pk"): learner.memberships.get().pk,
        ("people:disconnect-council", "pk"): SocialAccount.objects.create(
            user=learner, provider=TENANT, uid=str(learner.pk)
        ).pk,
    }


def waiting(person, council, at):
    """Somebody whose organisation is not approved yet, and who came back after a year."""
    asked = returning.ask(user=person, email=person.email, at=at)
    second = make_person(f"newcomer@{council.slug}.example", "A newcomer", at=at)
    membership = actions.become_member(
        user=second, organisation=council, audience="councillor", standing=Standing.PENDING, at=at
    )
    return {("people:vouch", "pk"): asked.pk, ("people:decide-membership", "pk"): membership.pk}


def coordinating(coordinator, learner, council, course, administrator, at):
    by = {"by": coordinator, "at": at}
    cohort = cohorts.make(organisation=council, name="Cabinet", course=course, starts_on=None, due_on=None, **by)
    cohorts.add(cohort=cohort, people=[learner], **by)
    address = f"nina@{council.slug}.example"
    coordination.invite(organisation=council, rows=[Row(1, address, "Nina")], cohort=cohort, **by)
    invitation = Invitation.objects.get(email=address)
    grant = coordinator.grants.get()
    files.give_right(grant=grant, by=administrator, at=at)
    file = files.ask(organisation=council, kind="csv", chosen={}, **by)
    tasks.sweep()
    return {
        ("coordination", "pk"): cohort.pk,
        ("coordination:withdraw", "pk"): invitation.pk,
        ("coordination", "token"): coordination.token_of(invitation.pk),
        ("coordination:fetch", "pk"): file.pk,
        ("coordination:change-right", "pk"): grant.pk,
        ("coordination:end-duty", "pk"): grant.pk,
        "person": learner.pk,
    }


def reading(analyst, administrator, learner, at):
    subscription = subscriptions.subscribe(person=analyst, every=Every.WEEK, at=at, table="regions")
    issued, token = tokens.issue(name="Dashboard", days=90, by=administrator, at=at)
    nudge = queue(
        key=f"nudge:{learner.pk}", template="cohort_reminder", to=learner.email, context={}, at=at, person=learner.pk
    )
    return {
        ("reports:unsubscribe", "pk"): subscription.pk,
        ("reports:stop-subscription", "token"): subscriptions.token_of(subscription),
        ("reports:revoke-token", "pk"): issued.pk,
        "program": token,
        ("mail:unsubscribe", "token"): recipients.token_of(nudge),
    }


def published(council, module, first, second):
    """July, in which somebody learnt, approved by two and published; a correction drafted."""
    record_completions(many(council, 1), module, at=LEARNT)
    aggregates.refresh(at=FIFTH)
    release = releases.freeze_due(at=FIFTH)
    for person in (first, second):
        releases.open_preview(release=release, by=person, at=FIFTH)
    releases.pass_preview(release=release, by=first, at=FIFTH)
    releases.approve(release=release, day=DAY, by=second, at=FIFTH)
    releases.publish_due(at=MOMENT)
    draft = releases.correct(release=release, note="Late.", by=first, at=MOMENT + timedelta(days=1))
    month = f"{draft.month:%Y-%m}"
    return {
        "month": month,
        "version": 1,
        ("reports", "version"): draft.version,
    }
