"""What each group of staff may do in the CMS, asked of everybody."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db.models.signals import post_migrate
from django.urls import reverse
from wagtail.models import GroupPagePermission, Workflow

from home.loading import tree
from home.models import HomePage
from people.permissions import ADMINISTRATORS, ANALYSTS, AUTHORS, PUBLISHERS
from tests.courses.editing import sign_in
from tests.curriculum import build_module

pytestmark = pytest.mark.django_db
NOBODY = ()
LEARNERS_APPS = ("people", "progress", "assessment", "certificates", "mail", "audit")


@pytest.fixture
def module():
    return build_module(lessons=1)


def may(person, page):
    rights = page.permissions_for_user(person)
    return {name for name in ("edit", "publish", "unpublish", "lock") if getattr(rights, f"can_{name}")()}


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (NOBODY, set()),
        ((ANALYSTS,), set()),
        ((AUTHORS,), {"edit"}),
        ((PUBLISHERS,), {"edit", "publish", "unpublish", "lock"}),
        ((ADMINISTRATORS,), {"edit", "publish", "unpublish", "lock"}),
    ],
)
def test_what_a_group_may_do_to_a_live_module(client, module, group, expected):
    assert may(sign_in(client, *group), module) == expected


def test_an_author_cannot_publish_by_a_forged_post(client, module):
    sign_in(client, AUTHORS)
    for name in ("wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete"):
        client.post(reverse(name, args=[module.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    client.post(f"{bulk}?id={module.pk}", {"include_descendants": ""})
    module.refresh_from_db()
    assert module.live


@pytest.mark.parametrize(
    ("group", "status"),
    [(NOBODY, 302), ((ANALYSTS,), 302), ((AUTHORS,), 302), ((PUBLISHERS,), 302), ((ADMINISTRATORS,), 200)],
)
def test_only_administrators_see_the_people(client, module, group, status):
    sign_in(client, *group)
    assert client.get(reverse("wagtailusers_users:index")).status_code == status


@pytest.mark.parametrize("group", [AUTHORS, PUBLISHERS])
def test_editors_have_no_permission_on_anything_about_learners(client, module, group):
    editor = sign_in(client, group)
    about_learners = Permission.objects.filter(content_type__app_label__in=LEARNERS_APPS)
    assert not [p for p in about_learners if editor.has_perm(f"{p.content_type.app_label}.{p.codename}")]


@pytest.mark.parametrize("group", [AUTHORS, PUBLISHERS, ADMINISTRATORS])
def test_editors_may_cite_sources(client, module, group):
    sign_in(client, group)
    assert client.get(reverse("wagtailsnippets_courses_source:list")).status_code == 200
    assert client.get(reverse("wagtailsnippets_courses_source:add")).status_code == 200


def test_an_author_may_not_take_a_source_away(client, module):
    assert not sign_in(client, AUTHORS).has_perm("courses.delete_source")


def test_everything_below_home_is_reviewed(module):
    assert module.get_workflow().name == "Review"
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Review"]


def test_permissions_follow_the_code_after_every_migration():
    home, _, _ = tree()
    GroupPagePermission.objects.filter(page=home).delete()
    config = apps.get_app_config("home")
    for _ in range(2):
        post_migrate.send(sender=config, app_config=config, verbosity=0, interactive=False, using="default")
    assert GroupPagePermission.objects.filter(page=home).count() == 2 + 5 + 5
    assert HomePage.objects.count() == 1
