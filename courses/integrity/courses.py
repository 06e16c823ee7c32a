"""Rules for pathways, for public pages, and for the curriculum as a whole."""

from courses.integrity.findings import duplicates, error, listed, placed, softened, warning
from courses.integrity.lessons import judge_text
from declaration.audiences import AUDIENCE_CODES
from declaration.principles import PRINCIPLES


def judge_course(course, scope):
    found = (finding for rule in COURSE_RULES for finding in rule(course, scope))
    yield from placed(found if course.status == "live" else softened(found), course=course.id, file=course.file)


def _front(course, scope):
    if not course.summary:
        yield warning("no-summary", "The pathway has no summary; say in a sentence or two what it is.")
    if not course.audiences or set(course.audiences) - set(AUDIENCE_CODES):
        yield error("no-audience", "The pathway names no audience, or one that does not exist; choose whom it is for.")
    if course.introduction:
        yield from judge_text(course.introduction, False, 1, scope)[0]


def _modules(course, scope):
    if not course.modules:
        yield error("no-module", "The pathway has no module; add those that it leads through.")
    elif not any(step.required for step in course.modules):
        yield error("nothing-required", "The pathway requires no module, so that nobody can complete it; require one.")
    for ident in duplicates(step.module for step in course.modules):
        yield error("duplicate-module", f"Module “{ident}” is in the pathway twice; take one out.")
    for step in course.modules:
        if step.module not in scope.modules:
            yield error(
                "unknown-module", f"There is no module “{step.module}”; choose one that exists.", line=step.line
            )


def _principles(course, scope):
    served = {module.principle for module, _ in _required(course, scope)}
    missing = [f"{p.number} ({p.short_name})" for p in PRINCIPLES if p.code not in served]
    if course.awards_certificate and missing:
        message = f"A full pathway requires a module of every principle; principle {listed(missing)} is missing."
        yield error("course-principle", message)


def _audiences(course, scope):
    for module, step in _required(course, scope):
        others = [code for code in course.audiences if code not in module.audiences]
        if others:
            message = f"Module “{module.id}” is required, and not addressed to {listed(others)}; do one or the other."
            yield error("course-audience", message, line=step.line)


def _more_to_come(course, scope):
    drafts = [module.id for module, _ in _required(course, scope) if module.status != "live"]
    if drafts:
        message = (
            f"{listed(drafts)} cannot be taken yet, so that nobody can complete the pathway: it says “more to come”."
        )
        yield warning("more-to-come", message)


def _required(course, scope):
    for step in course.modules:
        if step.required and step.module in scope.modules:
            yield scope.modules[step.module], step


def judge_pages(scope):
    pages = {page.id: page for page in scope.curriculum.pages}
    for page in pages.values():
        found, _ = judge_text(page.body, True, 1, scope)
        if page.parent and page.parent not in pages:
            found.append(error("page-parent", f"There is no page “{page.parent}” to stand under; choose another."))
        elif _circles(page, pages):
            found.append(error("page-parent", "The page stands under itself; choose another parent."))
        yield from placed(found, page=page.id, file=page.file)


def _circles(page, pages):
    above = page
    for _ in pages:
        above = pages.get(above.parent)
        if above is None:
            return False
    return True


def judge_names(curriculum):
    """Ids and addresses that two things share."""
    families = {"module": curriculum.modules, "pathway": curriculum.courses, "page": curriculum.pages}
    for name, things in families.items():
        for ident in duplicates(thing.id for thing in things):
            yield error("duplicate-id", f"Two {name}s have the id “{ident}”; give one a new id.")
        for slug in duplicates((getattr(thing, "parent", ""), thing.slug) for thing in things):
            yield error("duplicate-slug", f"Two {name}s have the address “{slug[1]}”; give one another slug.")


def judge_audiences(curriculum):
    """Every audience is offered something."""
    offered = {code for course in curriculum.courses if course.status == "live" for code in course.audiences}
    for code in AUDIENCE_CODES if curriculum.courses else ():
        if code not in offered:
            yield warning("audience-forgotten", f"No live pathway is addressed to {code}; address one to it.")


COURSE_RULES = (_front, _modules, _principles, _audiences, _more_to_come)
