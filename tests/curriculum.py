"""A small curriculum and the people who learn from it, made as the product makes them: pages are published, people join."""

from datetime import UTC, datetime, timedelta
from itertools import count

from courses.models import CourseModule, CoursePage, LessonPage, ModulePage, Outcome
from home.loading import tree
from organisations.models import Kind, Organisation, Region
from people import actions as people
from people.models import Standing
from progress import actions

AT = datetime(2026, 10, 5, 12, tzinfo=UTC)
OUTCOMES = ("o1", "o2", "o3", "o4", "o5")
_numbers = count(1)


def later(**duration):
    return AT + timedelta(**duration)


def build_module(*, lessons=3, questions=15, body=(), course=None, **fields):
    """A published module with its lessons; the first lesson has `body`. In `course` too, as a required module, where one is given."""
    n = next(_numbers)
    _, index, _ = tree()
    defaults = {
        "title": f"Module {n}",
        "slug": f"module-{n}",
        "code": f"x{n}",
        "principle": "p1",
        "audiences": ["senior_manager"],
    }
    module = ModulePage(**{"summary": "What it is about."} | defaults | fields, live=False)
    module.outcomes = [
        Outcome(code=code, text=f"Outcome {code}", sort_order=place) for place, code in enumerate(OUTCOMES)
    ]
    module.assessment = [question(OUTCOMES[place % 5], place) for place in range(questions)]
    index.add_child(instance=module)
    for place in range(lessons):
        module.add_child(instance=new_lesson(body=body if place == 0 else ()))
    publish(module)
    if course:
        require(course, module)
    return module


def build_lesson(module, **fields):
    """One more lesson, published as an editor does it."""
    module.refresh_from_db()
    return publish(module.add_child(instance=new_lesson(live=False, **fields)))


def new_lesson(*, body=(), **fields):
    n = next(_numbers)
    names = {"title": f"Lesson {n}", "slug": f"lesson-{n}", "code": f"l{n}", "minutes": 5, "outcomes": ["o1"]}
    return LessonPage(**names | fields, body=body or [("text", "<p>Words.</p>")])


def build_course(*modules, optional=(), **fields):
    n = next(_numbers)
    _, _, index = tree()
    defaults = {"title": f"Course {n}", "slug": f"course-{n}", "code": f"c{n}", "summary": "A pathway."}
    course = index.add_child(instance=CoursePage(**{"audiences": ["senior_manager"]} | defaults | fields))
    for module in modules:
        require(course, module)
    for module in optional:
        require(course, module, required=False)
    return course


def require(course, module, *, required=True):
    return CourseModule.objects.create(
        course=course, module=module, required=required, sort_order=course.places.count()
    )


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def question(outcome, n=0):
    options = [
        {"text": f"Option {letter} of question {n}", "correct": letter == "B", "feedback": f"Why {letter}"}
        for letter in "ABC"
    ]
    return (
        "single",
        {
            "outcome": outcome,
            "scenario": "",
            "prompt": f"Question {n}?",
            "explanation": "So it is.",
            "options": options,
        },
    )


def check(*, required=True, kind="single"):
    """A knowledge check whose second option is right."""
    options = [{"text": f"Choice {letter}", "correct": letter == "B", "feedback": f"About {letter}"} for letter in "AB"]
    return (
        "knowledge_check",
        {"kind": kind, "required": required, "prompt": "Which?", "explanation": "B it is.", "options": options},
    )


def build_organisation(name="Elmet District Council", **fields):
    region, _ = Region.objects.get_or_create(code="E12000003", defaults={"name": "Yorkshire and The Humber"})
    slug = name.lower().replace(" ", "-")
    defaults = {
        "name": name,
        "short_name": name,
        "kind": Kind.DISTRICT,
        "region": region,
        "is_fictional": True,
    } | fields
    return Organisation.objects.get_or_create(slug=slug, defaults=defaults)[0]


def build_person(name="Ada Larch", *, organisation=None, audience="senior_manager", standing=Standing.MATCHED, at=AT):
    person = people.join(email=f"{name.lower().replace(' ', '.')}.{next(_numbers)}@example.org", at=at)
    people.confirm_name(user=person, name=name, at=at)
    place = organisation or build_organisation()
    people.become_member(user=person, organisation=place, audience=audience, standing=standing, at=at)
    return person


def enrol(person, course, at=AT):
    membership = person.memberships.current().primary().get()
    return actions.enrol(learner=person, course=course, membership=membership, at=at)
