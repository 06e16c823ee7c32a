"""Hears Wagtail: a publish, unpublish, move or new order in a module is announced and its pages rendered anew."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move

from .editions import announce
from .models import LessonPage, ModulePage
from .rendering import forget


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
    for parent in {parent_page_before.pk: parent_page_before, parent_page_after.pk: parent_page_after}.values():
        _changed(parent.specific, instance.specific)


def _changed(module, page):
    forget(module)
    announce(module=module, at=timezone.now(), change=page.change, change_note=page.change_note)
