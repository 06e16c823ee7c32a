"""What each group of staff may do in the CMS. Set with the site's tree and after every migration, and the same however often."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from people.permissions import ADMINISTRATORS, AUTHORS, PUBLISHERS

WRITE = ("add_page", "change_page")
PUBLISH = (*WRITE, "publish_page", "lock_page", "unlock_page")
PAGES = {AUTHORS: WRITE, PUBLISHERS: PUBLISH, ADMINISTRATORS: PUBLISH}
FILES = ("add_image", "choose_image", "add_document", "choose_document")
KEPT = ("change_image", "change_document")
COLLECTIONS = {AUTHORS: FILES, PUBLISHERS: FILES + KEPT, ADMINISTRATORS: FILES + KEPT}
CITE = ("add_source", "change_source")
MODELS = {
    AUTHORS: CITE,
    PUBLISHERS: (*CITE, "delete_source"),
    ADMINISTRATORS: (*CITE, "delete_source", "change_sitesettings"),
}
REVIEW = "Review"
WAGTAILS_OWN = ("Editors", "Moderators")


def set_up(home):
    """`home` is the page below which all of this holds."""
    groups = {group.name: group for group in Group.objects.filter(name__in=PAGES)}
    for name, group in groups.items():
        _pages(group, home, PAGES[name])
        _files(group, COLLECTIONS[name])
        group.permissions.add(*_permissions(MODELS[name]))
    if groups.keys() >= {PUBLISHERS, ADMINISTRATORS}:
        _review([groups[PUBLISHERS], groups[ADMINISTRATORS]], home)
    Workflow.objects.exclude(name=REVIEW).filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=WAGTAILS_OWN, user=None).delete()


def _pages(group, home, codenames):
    GroupPagePermission.objects.filter(group=group).exclude(page=home, permission__codename__in=codenames).delete()
    for permission in _permissions(codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def _files(group, codenames):
    root = Collection.get_first_root_node()
    for permission in _permissions(codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _review(approvers, home):
    """Whatever an author submits, a publisher or an administrator approves."""
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    task, _ = GroupApprovalTask.objects.get_or_create(name="A publisher approves")
    task.groups.add(*approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})


def _permissions(codenames):
    return Permission.objects.filter(codename__in=codenames)
