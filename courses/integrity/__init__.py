"""Is the content right? Pure rules over modules, pathways and the whole curriculum. Each finding has a code, a
severity, a place, and a sentence to act on. Text files and Wagtail's pages are judged in the same shapes."""

from dataclasses import replace

from courses.integrity import courses, modules
from courses.integrity.findings import ERROR, WARNING, Finding
from courses.integrity.scope import Scope

__all__ = ["ERROR", "WARNING", "Finding", "judge_course", "judge_curriculum", "judge_module"]


def judge_module(module, curriculum, *, on):
    """What is wrong with a module, its lessons and its bank. `on` is today's date."""
    scope = Scope(curriculum, on, from_live=module.status == "live")
    return list(modules.judge_module(module, scope))


def judge_course(course, curriculum, *, on):
    return list(courses.judge_course(course, Scope(curriculum, on, from_live=course.status == "live")))


def judge_curriculum(curriculum, *, on):
    """Everything: each module, each pathway, the pages, and what only the whole can show."""
    scope = Scope(curriculum, on)
    drafts = replace(scope, from_live=False)
    found = []
    for module in curriculum.modules:
        found += modules.judge_module(module, scope if module.status == "live" else drafts)
    for course in curriculum.courses:
        found += courses.judge_course(course, scope if course.status == "live" else drafts)
    found += courses.judge_pages(scope)
    found += courses.judge_names(curriculum)
    found += courses.judge_audiences(curriculum)
    return found
