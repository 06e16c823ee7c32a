"""Hears Wagtail: an unsound page is refused by whatever route, what changes in a module is announced, and its lessons are
rendered anew."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Orderable, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move

from . import imprint
from .editions import announce, is_waiting
from .judging import refusals, refusals_of_arriving, refusals_of_leaving, refuse
from .models import CoursePage, LessonPage, ModulePage, Source

SHOWN = (Page, Orderable, Site, PageViewRestriction, Source, AbstractImage, AbstractDocument)


@receiver(pre_save, sender=CoursePage)
@receiver(pre_save, sender=ModulePage)
@receiver(pre_save, sender=LessonPage)
def page_is_about_to_change(sender, instance, raw=False, update_fields=None, **kwargs):
    """The last net: drafts and mere housekeeping pass, a live page only if it is sound."""
    waits = is_waiting() and sender is not CoursePage
    if instance.live and not (raw or update_fields or waits):
        refuse(instance, refusals(instance, on=timezone.localdate()))


@receiver(pre_save, sender=LessonPage)
def lesson_is_about_to_go_away(sender, instance, raw=False, update_fields=None, **kwargs):
    if instance.live or instance.pk is None or raw or update_fields or is_waiting():
        return
    refuse(instance, refusals_of_leaving(instance, on=timezone.localdate()))


@receiver(pre_delete, sender=LessonPage)
def lesson_is_about_to_be_deleted(sender, instance, **kwargs):
    refuse(instance, refusals_of_leaving(instance, on=timezone.localdate()))


@receiver(pre_page_move, sender=LessonPage)
def lesson_is_about_to_move(sender, instance, parent_page_before, parent_page_after, **kwargs):
    if parent_page_before.pk == parent_page_after.pk:
        return
    lesson, module, today = instance.specific, parent_page_after.specific, timezone.localdate()
    refuse(lesson, refusals_of_leaving(lesson, on=today))
    lesson.code = code_within(module, lesson)
    refuse(lesson, refusals_of_arriving(lesson, module, on=today))


@receiver(page_published, sender=ModulePage)
@receiver(page_unpublished, sender=ModulePage)
def module_went_live_or_away(sender, instance, **kwargs):
    _changed(instance, instance)


@receiver(page_published, sender=LessonPage)
@receiver(page_unpublished, sender=LessonPage)
def lesson_went_live_or_away(sender, instance, **kwargs):
    _changed(instance.get_parent().specific, instance)


@receiver(post_page_move, sender=LessonPage)
def lesson_was_moved(sender, instance, parent_page_before, parent_page_after, **kwargs):
    code = code_within(parent_page_after.specific, instance.specific)
    LessonPage.objects.filter(pk=instance.pk).update(code=code)
    for parent in {parent_page_before.pk: parent_page_before, parent_page_after.pk: parent_page_after}.values():
        _changed(parent.specific, instance.specific)


@receiver(post_delete, sender=LessonPage)
def lesson_was_deleted(sender, instance, **kwargs):
    module = ModulePage.objects.filter(path=instance.path[: -LessonPage.steplen]).first()
    if module:
        _changed(module, instance)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_was_changed(sender, instance, **kwargs):
    for module in ModulePage.objects.live().filter(pk__in=_around(instance.page)):
        _changed(module)


@receiver([post_save, post_delete])
def readers_may_see_it_anew(instance, update_fields=None, **kwargs):
    """Whatever a page shows or where it stands; what Wagtail notes of a draft (`update_fields`) is seen by nobody."""
    if isinstance(instance, SHOWN) and (not update_fields or "live" in update_fields):
        imprint.renew()


@receiver(post_page_move)
def readers_find_it_elsewhere(**kwargs):
    imprint.renew()


def code_within(module, lesson):
    """The code of a lesson in a module: its own, unless another lesson there has it."""
    taken = module.lessons().exclude(pk=lesson.pk).filter(code=lesson.code).exists()
    return module.fresh_lesson_code() if taken else lesson.code


def _around(page):
    """The primary keys of a page, of what is above it and of what is below."""
    below = Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    return [*below, *page.get_ancestors().values_list("pk", flat=True)]


def _changed(module, page=None):
    said = {"change": page.change, "change_note": page.change_note} if page else {}
    announce(module=module, at=timezone.now(), **said)
