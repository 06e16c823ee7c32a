"""Loads content/ into the CMS: all or nothing, and nothing twice."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from courses import integrity, loading, textformat
from courses.judging import Refused, errors
from courses.media import Taken
from courses.publishing import together
from courses.textformat.folders import files_in
from home.loading import PageLoader, tree


def refuse_unsound(curriculum, today):
    """Raise CommandError with every error of the integrity rules, each with its file and line."""
    found = errors(integrity.judge_curriculum(curriculum, on=today))
    if found:
        raise CommandError("\n".join(map(str, found)))


class Command(BaseCommand):
    help = "Load the curriculum and the public pages from text. Pages edited in the CMS are left as they are."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "content")

    def handle(self, *, folder, **options):
        started = time.perf_counter()
        at = timezone.now()
        try:
            files = files_in(folder)
            curriculum = textformat.parse(files)
            refuse_unsound(curriculum, timezone.localdate(at))
            with together(at=at):
                report = self._load(curriculum, Taken(files), at)
        except textformat.ContentError as error:
            raise CommandError("\n".join(str(problem) for problem in error.problems)) from error
        except Refused as refused:
            raise CommandError(
                "\n".join([f"{refused.page.title}, as it would be:", *map(str, refused.findings)])
            ) from refused
        self._say(report, time.perf_counter() - started)

    def _load(self, curriculum, files, at):
        home, modules, courses = tree()
        shelf = loading.Shelf(at=at)
        taught, pages = loading.Loader(shelf, loading.links, files), PageLoader(shelf, loading.links)
        taught.sources(curriculum.sources)
        pages.make(curriculum.pages, home)
        taught.make(curriculum, modules, courses)
        self.stdout.write(f"Content: {len(curriculum.modules)} modules and {len(curriculum.pages)} pages read, loading")
        taught.fill(curriculum)
        pages.fill(curriculum.pages, home)
        return shelf.report

    def _say(self, report, seconds):
        for path in report.left:
            self.stdout.write(f"  left, because it was edited in the CMS: {path}")
        self.stdout.write(
            f"Content: {len(report.created)} created, {len(report.changed)} changed, {len(report.left)} left, "
            f"{len(report.same)} already as they should be, in {seconds:.1f} s"
        )
