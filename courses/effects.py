"""What a change does to people who are in a module or a course, and to those who have completed it, in sentences."""

from dataclasses import dataclass

from .models import Change, CourseModule

STAY = "They stay complete, and their certificates stay as they were issued."
NOTHING = "They are asked to do nothing."


@dataclass(frozen=True)
class Effects:
    """On those in progress; whoever has completed it stays complete, whatever changes."""

    in_progress: tuple[str, ...]
    completed: tuple[str, ...] = (STAY,)


OF_A_LESSON_LESS = Effects(
    (
        "The lesson counts neither as done nor as due any more, and percentages are counted again at once.",
        "Whoever has passed the assessment and done every other lesson completes the module now.",
    )
)
OF_A_LESSON_MORE = Effects(
    (
        "They have one more lesson to do, and percentages are counted again at once. Whoever has done it already keeps it.",
    )
)
OF_ANOTHER_ADDRESS = Effects(("Its address changes. Nothing that they have done is lost.",))
OF_A_COURSE_TAKEN_DOWN = Effects(
    ("They no longer find the course. Its modules stay open to them, and what they have done is kept.",)
)


def of_publishing_a_lesson(before, after) -> Effects:
    return _told(after) if before else OF_A_LESSON_MORE


def of_publishing_a_module(before, after) -> Effects:
    if before is None:
        return Effects(("They can read every published lesson again, and go on where they were.",))
    return _with(_told(after), *_of_the_assessment(before, after))


def of_taking_down_a_module(module) -> Effects:
    courses = CourseModule.objects.filter(module=module, required=True, course__live=True).select_related("course")
    titles = ", ".join(f"“{place.course.title}”" for place in courses)
    said = ["They cannot go on until it is published again. What they have done is kept."]
    if titles:
        said.append(f"Nobody can complete {titles} meanwhile, which requires it.")
    return Effects(tuple(said))


def of_publishing_a_course(before, after) -> Effects:
    if before is None:
        return Effects(("They find the course again, and go on where they were.",))
    required, was_required = _required(after), _required(before)
    more, fewer = required.keys() - was_required.keys(), was_required.keys() - required.keys()
    said = [f"They need “{required[pk]}” as well to complete the course." for pk in sorted(more)]
    said += [f"They no longer need “{was_required[pk]}”." for pk in sorted(fewer)]
    if fewer:
        said.append("Whoever has every other required module completes the course now.")
    return Effects(tuple(said) or (NOTHING,))


def _told(page) -> Effects:
    """What the choice of minor or material means."""
    if page.change != Change.MATERIAL:
        return Effects((NOTHING, "What they have done stays done."))
    note = f"“{page.change_note}”" if page.change_note else "the sentence that you still have to write."
    told = f"They read on the module’s page, and where they go on, what changed: {note}"
    return Effects((told, "What they have done stays done."))


def _of_the_assessment(before, after):
    if before.assessment.get_prep_value() != after.assessment.get_prep_value():
        yield "A paper that was begun stays as it was drawn. The next one is drawn from the changed questions."
    if (before.paper_size, before.pass_mark) != (after.paper_size, after.pass_mark):
        yield "A paper that was begun is marked as it was announced. The next one has the new size and pass mark."
    if after.by_assessment and not before.by_assessment:
        yield "A pass alone now completes the module, so the lessons become optional."
    elif before.by_assessment and not after.by_assessment:
        yield "A pass alone no longer completes the module: they need every lesson too."


def _with(effects, *more):
    return Effects((*effects.in_progress, *more), effects.completed)


def _required(course):
    """{module pk: title} of what it requires."""
    return {place.module_id: place.module.title for place in course.places.all() if place.required}
