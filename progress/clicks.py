"""What a click costs with sixteen learners at once, against a bare INSERT … ON CONFLICT in the same run, for `manage.py bench`.

Alike on both sides: the same database with the same care for power cuts, sixteen threads of one process with a connection each, one
click after the other, every click in a transaction of its own. The bare one is a single statement that Django's models have no part
in. A learner has begun the module, as the button before its first lesson does, and has answered what must be answered.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, transaction
from django.utils import timezone

from assessment.actions import answer_check, save_answer
from assessment.models import QuestionVersion
from assessment.rules import right_answer

from . import actions
from .models import LessonRecord

CLIENTS = 16
TURNS = 4


def clicks(lessons, learners):
    """How often a second sixteen clients at once may click, how long the slowest in a hundred waits, and the same bare."""
    begin(lessons, learners)
    answer_required_checks(lessons, learners)
    taken = in_turns(
        complete_lesson=[completions(learner, lessons) for learner in learners],
        bare_upsert=[bare_upserts(learner, lessons) for learner in learners],
        save_answer=[answers(learner, lessons) for learner in learners],
    )
    rates = {name: len(waits) / seconds for name, (waits, seconds) in taken.items()}
    found = {}
    for name, (waits, _) in taken.items():
        found |= {f"{name}_per_second": round(rates[name]), f"{name}_p99_ms": round(waits[int(len(waits) * 0.99)], 1)}
        found[f"{name}_of_bare"] = round(rates[name] / rates["bare_upsert"], 2)
    del found["bare_upsert_of_bare"]
    return found


def in_turns(**kinds):
    """{kind: (all its waits in milliseconds, sorted, and the seconds it took)}, a part of each after a part of the other."""
    taken = {name: ([], []) for name in kinds}
    for turn in range(TURNS):
        for name, clients in kinds.items():
            waits, seconds = hammer([calls[turn::TURNS] for calls in clients])
            taken[name][0].extend(waits)
            taken[name][1].append(seconds)
    return {name: (sorted(waits), sum(seconds)) for name, (waits, seconds) in taken.items()}


@transaction.atomic
def begin(lessons, learners):
    modules = {lesson.get_parent().pk: lesson.get_parent().specific for lesson in lessons}
    for module in modules.values():
        for learner in learners:
            actions.start_module(learner=learner, module=module, at=timezone.now())


@transaction.atomic
def answer_required_checks(lessons, learners):
    for lesson in lessons:
        module = lesson.get_parent().specific
        for block in lesson.body:
            if block.block_type == "knowledge_check" and block.value["required"]:
                option = next(bound.id for bound in block.value["options"].bound_blocks if bound.value["correct"])
                answer = [option] if block.value["kind"] == "multiple" else option
                for learner in learners:
                    answer_check(
                        learner=learner, lesson=lesson, module=module, block=block, answer=answer, at=timezone.now()
                    )


def completions(learner, lessons):
    return [lambda one=one: actions.complete_lesson(learner=learner, lesson=one, at=timezone.now()) for one in lessons]


def answers(learner, lessons):
    """A right answer to every question of a paper, and again."""
    now = timezone.now()
    attempt = actions.take_assessment(learner=learner, module=lessons[0].get_parent().specific, at=now)
    contents = [QuestionVersion.objects.get(pk=entry["question"]).content for entry in attempt.paper]
    return [
        lambda n=n, content=content: save_answer(
            attempt=attempt, position=n, answer=right_answer(content), at=timezone.now()
        )
        for n, content in list(enumerate(contents, 1)) * 5
    ]


def bare_upserts(learner, lessons):
    """The one statement that cannot be saved, without Django's models."""
    table = LessonRecord._meta.db_table
    # The table's name is the model's own.
    statement = (
        f"INSERT INTO {table} (learner_id, lesson_id, started_at, completed_at) VALUES (%s, %s, %s, %s) "  # nosec B608
        "ON CONFLICT (learner_id, lesson_id) DO UPDATE SET completed_at = EXCLUDED.completed_at"
    )
    who = LessonRecord._meta.get_field("learner").get_db_prep_value(learner.pk, connection)
    now = str(timezone.now())

    def upsert(lesson_id):
        with connection.cursor() as cursor:
            cursor.execute(statement, [who, lesson_id, now, now])

    return [lambda pk=lesson.pk: upsert(pk) for lesson in lessons]


def hammer(clients):
    """(every wait in milliseconds, seconds in all) with each client's clicks in a thread and a connection of its own."""
    began = []
    start = Barrier(len(clients), action=lambda: began.append(time.perf_counter()))

    def one(calls):
        connection.ensure_connection()
        start.wait(timeout=60)  # who could not connect must not keep the others
        waits = []
        for call in calls:
            started = time.perf_counter()
            call()
            waits.append((time.perf_counter() - started) * 1000)
        connection.close()
        return waits

    with ThreadPoolExecutor(len(clients)) as threads:
        waits = [wait for client in threads.map(one, clients) for wait in client]
    return waits, time.perf_counter() - began[0]
