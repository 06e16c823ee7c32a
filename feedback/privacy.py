"""What is held about what people told us. The way from a person to their words is here and on their own page, and nowhere else."""

from people.privacy import ACCOUNT, PUBLIC_TASK, PersonalField

from .models import Authorship, Remark, SurveyAnswer

YEAR = "12 months, or until the account is deleted"

REGISTER = (
    PersonalField(
        "feedback.SurveyAnswer", "*", "How learners found a module or a course, for figures", PUBLIC_TASK, ACCOUNT
    ),
    PersonalField(
        "feedback.Remark", "*", "Mending what people find wrong, without knowing who they are", PUBLIC_TASK, YEAR
    ),
    PersonalField(
        "feedback.Authorship", "*", "Showing writers what became of their words, and erasing them", PUBLIC_TASK, YEAR
    ),
)


def export(person):
    """What this app holds about a person, as plain values."""
    answers = SurveyAnswer.objects.filter(learner=person).select_related("module", "course")
    return {
        "surveys": [
            {"about": (a.module or a.course).title, "useful": a.useful, "clear": a.clear, "will act": a.will_act,
             "answered": a.answered_at}
            for a in answers
        ],
        "words to us": [
            {"about": r.page_title, "text": r.text, "sent": r.sent_on, "state": r.get_state_display(), "answer": r.answer}
            for r in written_by(person)
        ],
    }  # fmt: skip


def erase(person, *, at):
    """All of it goes, whatever its state."""
    written_by(person).delete()
    SurveyAnswer.objects.filter(learner=person).delete()


def written_by(person):
    return Remark.objects.filter(pk__in=Authorship.objects.filter(author=person).values("remark"))
