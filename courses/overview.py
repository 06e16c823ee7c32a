"""A module as a whole, as editors look over it: counts and findings, drafts included."""

from collections import Counter
from dataclasses import dataclass

from .judging import findings_in_hand, in_hand
from .models import LessonPage, ModulePage, Outcome
from .wording import Shown, shown


@dataclass(frozen=True)
class LessonRow:
    """A lesson in its module: the page, and its latest draft."""

    page: LessonPage
    draft: LessonPage
    findings: tuple[Shown, ...]

    @property
    def blocks(self):
        return len(self.draft.body)

    @property
    def checks(self):
        return sum(child.block_type == "knowledge_check" for child in self.draft.body)

    @property
    def to_put_right(self):
        return sum(finding.is_error for finding in self.findings)


@dataclass(frozen=True)
class OutcomeRow:
    outcome: Outcome
    taught_in: tuple[str, ...]
    questions: int


@dataclass(frozen=True)
class ModuleOverview:
    module: ModulePage
    lessons: tuple[LessonRow, ...]
    outcomes: tuple[OutcomeRow, ...]
    findings: tuple[Shown, ...]

    @property
    def minutes(self):
        return sum(row.draft.minutes for row in self.lessons) + self.module.assessment_minutes


def module_overview(module, *, on) -> ModuleOverview:
    module = in_hand(module)
    findings = shown(module, findings_in_hand(module, on=on))
    lessons = tuple(
        LessonRow(page, in_hand(page), tuple(finding for finding in findings if finding.page == page.pk))
        for page in module.lessons()
    )
    tested = Counter(child.value["outcome"] for child in module.assessment)
    outcomes = tuple(
        OutcomeRow(o, tuple(row.draft.title for row in lessons if o.code in row.draft.outcomes), tested[o.code])
        for o in module.outcomes.all()
    )
    return ModuleOverview(module, lessons, outcomes, tuple(findings))
