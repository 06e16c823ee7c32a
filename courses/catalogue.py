"""What there is to take, as published: courses with their modules and minutes, read once in each process while the content stays."""

from collections import defaultdict
from dataclasses import dataclass

from . import imprint
from .models import CourseModule, CoursePage, ModulePage
from .rendering import module_minutes

_kept: list = []  # of one: (mark, Catalogue)


@dataclass(frozen=True)
class Catalogue:
    """`places` are those of each course, published or not, in order; `modules` those that can be read."""

    courses: tuple[CoursePage, ...]
    places: dict[int, tuple[CourseModule, ...]]
    minutes: dict[int, int]
    modules: tuple[ModulePage, ...]


def catalogue() -> Catalogue:
    """One query, and five when the content has changed."""
    mark = imprint.mark()
    if not _kept or _kept[0][0] != mark:
        _kept[:] = [(mark, _read())]
    return _kept[0][1]


def _read():
    placed = defaultdict(list)
    for place in CourseModule.objects.select_related("module").order_by("sort_order"):
        placed[place.course_id].append(place)
    modules = {place.module_id: place.module for places in placed.values() for place in places}
    return Catalogue(
        courses=tuple(CoursePage.objects.live().public().order_by("path")),
        places={course: tuple(places) for course, places in placed.items()},
        minutes=module_minutes(modules.values()),
        modules=tuple(ModulePage.objects.live().public().order_by("path")),
    )
