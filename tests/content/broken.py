"""Copies of the curriculum with one thing changed, to show that a rule would notice."""

from dataclasses import replace


def module_of(curriculum, ident):
    return next(module for module in curriculum.modules if module.id == ident)


def with_module(curriculum, ident, **changes):
    changed = (replace(one, **changes) if one.id == ident else one for one in curriculum.modules)
    return replace(curriculum, modules=tuple(changed))


def with_lesson(curriculum, name, **changes):
    module, ident = name.split("/")
    lessons = (replace(one, **changes) if one.id == ident else one for one in module_of(curriculum, module).lessons)
    return with_module(curriculum, module, lessons=tuple(lessons))


def without_blocks(lesson, kind):
    return tuple(block for block in lesson.blocks if block.type != kind)


def reworded(question, right, wrong):
    """The question with other words for its right option, and for each of its wrong ones."""
    options = (replace(one, text=right if one.correct else f"{wrong} {one.id}") for one in question.options)
    return replace(question, options=tuple(options))
