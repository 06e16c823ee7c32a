"""What is held about a learner is shown to them whole, to nobody else, and goes with the account; figures stay."""

from assessment import privacy as assessment_privacy
from assessment.actions import answer_activity
from assessment.models import Attempt, CheckAnswer
from people import privacy as people_privacy
from progress import learning_log, privacy
from progress.models import Enrolment, LessonRecord, LogEntry, ModuleRecord, NextStep
from progress.recount import differences
from tests.activities import EVERY, NEXT_STEP, REFLECTION, body, name
from tests.curriculum import AT, build_module
from tests.taking import complete, record, sit


def write(learner, module):
    lesson = module.live_lessons().first()
    learning_log.write_entry(learner=learner, lesson=lesson, block_id=REFLECTION["id"], text="My thought", at=AT)
    learning_log.write_next_step(
        learner=learner, module=module, block_id=NEXT_STEP["id"], text="My step", by=AT.date(), at=AT
    )


def test_an_export_holds_everything_in_words(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    write(learner, module)
    held = privacy.export(learner)
    assert held["modules"][0]["lessons"] == "3 of 3"
    assert held["learning log"][0]["text"] == "My thought"
    assert held["next steps"][0]["text"] == "My step"
    assert assessment_privacy.export(learner)["assessments"][0]["score"] == 10


def test_an_export_tells_activities_in_words(learner):
    lesson = build_module(body=body(*EVERY)).live_lessons().first()
    answers = {
        "sorting": {name("sorted-0"): name("group-1")},
        "scenario": [{"step": name("step-0"), "choice": name("choice-0-1")}],
        "self_assessment": {name("statement-0"): 2, "gone": 9},
    }
    for block in lesson.body:
        if answer := answers.get(block.block_type):
            answer_activity(learner=learner, lesson=lesson, block=block, answer=answer, at=AT)
    told = [activity["answer"] for activity in assessment_privacy.export(learner)["activities"]]
    assert {"An oak": "Right"} in told
    assert [{"step": "First.", "choice": "Ask"}] in told
    assert {"We do p1.": "Often", "gone": 9} in told


def test_an_export_holds_nothing_of_a_colleague(learner, colleague, module):
    write(colleague, module)
    assert "My thought" not in str(privacy.export(learner))


def test_an_export_gives_no_key_away(learner, module):
    complete(learner, *module.live_lessons())
    sit(learner, module, score=0)
    held = str(assessment_privacy.export(learner))
    assert "Option B" not in held
    assert "correct" not in held


def test_erasing_takes_private_words_and_answers_and_leaves_the_completion_without_a_name(learner, colleague, module):
    complete(learner, *module.live_lessons())
    sit(learner, module)
    write(learner, module)
    complete(colleague, module.live_lessons().first())
    for register in (privacy, assessment_privacy, people_privacy):
        register.erase(learner, at=AT)
    for model in (LogEntry, NextStep, LessonRecord, Attempt, CheckAnswer):
        assert not model.objects.filter(learner=learner).exists()
    assert record(learner, module).completed_at == AT
    assert Enrolment.objects.filter(learner=learner).count() == 1
    assert ModuleRecord.objects.filter(learner=colleague).exists()
    assert list(differences()) == []
