"""The first page of the CMS: what waits for whoever opens it, by what they may do. Each part is a few lines, with a way to the rest."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page

from courses import desk, health, reviews
from courses.models import ModuleIndexPage
from feedback.models import Remark, State
from feedback.permissions import can_answer, can_screen
from feedback.rules import beginning
from people.permissions import is_administrator, is_editor, pending_for, vouchings_for

MOST = 5
TO_ANSWER = (State.PASSED_ON, State.IN_HAND)


@dataclass(frozen=True)
class Line:
    title: str
    url: str
    said: str = ""
    presses: bool = False


@dataclass(frozen=True)
class Part:
    """`count` is of all, `lines` are the first of them; `nothing` is said where there is none, `more` leads to the rest."""

    title: str
    count: int
    lines: tuple[Line, ...]
    nothing: str
    more: Line | None = None

    @property
    def anchor(self):
        return "desk-" + self.title.lower().replace(" ", "-")


def parts(user, *, on) -> list[Part]:
    if can_screen(user) and not can_answer(user):
        return [_to_screen()]
    if not is_editor(user):
        return []
    mine = desk.pages_of(user)
    approvals = [_to_approve(user)] if _approves(user) else []
    people = [_people(user)] if is_administrator(user) else []
    screening = [_to_screen()] if can_screen(user) else []
    return [*approvals, _drafts(user), *people, _findings(mine, on), _problems(user, mine), *screening, _reviews(on)]


def ways(user) -> list[Line]:
    """Where one begins. The guide is for all who are here."""
    guide = Line("Read the editors’ guide", reverse("courses:guide"), "From fixing a typo to writing a module.")
    if not is_editor(user):
        return [guide]
    modules = ModuleIndexPage.objects.values_list("pk", flat=True).first()
    start = [Line("Start a module", _add_module(modules), "An empty module, as a draft.")] if modules else []
    take_in = Line("Import a module", reverse("courses:import"), "From a zip file, as a draft.")
    return [*start, take_in, guide]


def _add_module(index):
    return reverse("wagtailadmin_pages:add", args=["courses", "modulepage", index])


def _approves(user):
    home = Page.objects.filter(depth=2).first()
    return bool(home) and home.permissions_for_user(user).can_publish()


def _to_approve(user):
    waiting = list(desk.waiting_for(user))
    lines = tuple(
        Line(state.revision.object_str, _editor(state.revision.object_id), _sent(state)) for state in waiting[:MOST]
    )
    return Part("Waiting for your approval", len(waiting), lines, "Nothing waits for your approval.", _all_waiting())


def _all_waiting():
    return Line("All that was sent for approval", reverse("wagtailadmin_reports:workflow_tasks"))


def _sent(state):
    by = state.revision.user or state.workflow_state.requested_by
    return f"Sent {state.started_at:%-d %B %Y}" + (f" by {by}" if by else "")


def _drafts(user):
    drafts = desk.drafts_of(user)
    lines = tuple(
        Line(draft.page.draft_title, _editor(draft.page.pk), draft.words, draft.is_sent_back) for draft in drafts[:MOST]
    )
    nothing = "You have no drafts: readers see every page of yours as you last saved it."
    return Part("Your drafts", len(drafts), lines, nothing)


def _people(user):
    waiting, vouchings = pending_for(user).count(), vouchings_for(user).count()
    asked = ((waiting, "whose organisation is to be confirmed"), (vouchings, "who came back after a long time"))
    lines = tuple(Line(f"{_people_in_words(n)} {what}", reverse("people:approvals")) for n, what in asked if n)
    return Part("People who wait", waiting + vouchings, lines, "Nobody waits for an administrator.")


def _people_in_words(number):
    return "1 person" if number == 1 else f"{number} people"


def _findings(mine, on):
    """Those on their own pages are named; of the others it is said how many there are."""
    every = [row for row in desk.findings(on=on) if row.weight != health.MAY_STAND]
    own = sorted((row for row in every if row.entry.page in mine), key=lambda row: row.rank)
    lines = tuple(
        Line(row.title, row.entry.url, f"{row.weight}: {row.message}", row.entry.is_error) for row in own[:MOST]
    )
    others = f"Content health: {len(every)} in all content, {sum(row.entry.is_error for row in every)} to put right"
    nothing = "The rules say nothing about pages of yours."
    return Part("Checks on your pages", len(own), lines, nothing, Line(others, reverse("courses:health")))


def _problems(user, mine):
    """Those on their own pages first, then the oldest."""
    remarks = Remark.objects.filter(state__in=TO_ANSWER).order_by("sent_on", "pk")
    remarks = sorted(remarks, key=lambda remark: remark.page_id not in mine) if can_answer(user) else []
    lines = tuple(
        Line(beginning(remark.text), reverse("feedback_queue:edit", args=[remark.pk]), _about(remark, mine))
        for remark in remarks[:MOST]
    )
    return Part("What people reported", len(remarks), lines, "Nothing that people reported waits for you.", _queue())


def _about(remark, mine):
    return f"About “{remark.page_title}”" + (", a page of yours" if remark.page_id in mine else "")


def _to_screen():
    waiting = Remark.objects.received().count()
    first = Remark.objects.received().order_by("sent_on", "pk")[:MOST]
    lines = tuple(
        Line(beginning(one.text), reverse("feedback_queue:edit", args=[one.pk]), f"About “{one.page_title}”")
        for one in first
    )
    return Part("Waiting to be screened", waiting, lines, "Nothing waits to be screened.", _queue())


def _queue():
    return Line("All that people tell us", reverse("feedback_queue:index"))


def _reviews(on):
    due = [review for review in reviews.reviews(on=on) if review.is_overdue or review.is_soon]
    lines = tuple(
        Line(
            review.module.title,
            _editor(review.module.pk),
            f"{review.words}: by {review.on:%-d %B %Y}",
            review.is_overdue,
        )
        for review in due[:MOST]
    )
    nothing = "No module is to be reviewed in the next 30 days."
    return Part("Reviews due", len(due), lines, nothing, Line("All review dates", reverse("courses:reviews")))


def _editor(page):
    return reverse("wagtailadmin_pages:edit", args=[page])
