"""Imports, relations, migrations and templates lean only on lower floors. (The imports themselves: `./run check`.)"""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.template import engines

from scripts import checks
from scripts.places import ROOT
from tests.house.floors import Edge, apps_on_disk, contract, floors, not_downwards

# Course pages show where a learner stands through one tag; courses itself never learns that learners exist.
NAMED_EXCEPTION = ("courses", "progress", "{% load progress %}")
SHARED = "look"  # frames and components belong to the bottom floor


def relations() -> list[Edge]:
    """Foreign keys, one-to-ones and many-to-manys between models of our apps."""
    return [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
        for model in apps.get_models()
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model and field.related_model != "self"
    ]


def migration_dependencies() -> list[Edge]:
    loader = MigrationLoader(None)
    return [
        (app, settings.AUTH_USER_MODEL.split(".")[0] if other == "__setting__" else other, f"{app}/{name}")
        for (app, name), migration in loader.disk_migrations.items()
        for other, _ in migration.dependencies
    ]


def template_tags(name: str, text: str, libraries: dict[str, str]) -> list[Edge]:
    """What one template loads, extends and includes, by the apps that these belong to."""
    app = owner(name)
    loaded = [tag for line in re.findall(r"{%\s*load\s+(.*?)%}", text) for tag in line.split(" from ")[-1].split()]
    found = [(app, libraries[tag].split(".")[0], f"{{% load {tag} %}}") for tag in loaded if tag in libraries]
    others = re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)", text)
    return found + [(app, owner(other), f"{name} uses {other}") for other in others]


def owner(template: str) -> str:
    folder = template.split("/")[0]
    if folder in apps_on_disk():
        return folder
    if folder == "wagtailadmin" and (ROOT / "templates" / template).exists():
        return "courses"  # what it adds to the pages on which the CMS asks whether one is sure
    return "people" if folder in {"account", "allauth", "mfa", "usersessions", "socialaccount"} else SHARED


def all_templates() -> list[Edge]:
    libraries = engines["django"].engine.libraries
    root = ROOT / "templates"
    files = (path for path in root.rglob("*") if path.is_file())
    edges = [edge for path in files for edge in template_tags(str(path.relative_to(root)), path.read_text(), libraries)]
    return [edge for edge in edges if edge != NAMED_EXCEPTION]


def test_the_contract_names_every_app_on_disk():
    assert set(floors()) == apps_on_disk()
    assert set(contract()["root_packages"]) == apps_on_disk()
    assert set(checks.APPS) == apps_on_disk()
    assert apps_on_disk() - {"training"} <= set(settings.INSTALLED_APPS)


def test_models_relate_only_downwards():
    assert not_downwards(relations(), floors()) == []


def test_apps_below_people_hold_no_key_to_a_page_or_a_person():
    lower = {app for app, floor in floors().items() if floor < floors()["people"]}
    other = {"people", "wagtailcore", "wagtailimages", "wagtaildocs"}
    assert [edge for edge in relations() if edge[0] in lower and edge[1] in other] == []


def test_migrations_depend_only_downwards():
    assert not_downwards(migration_dependencies(), floors()) == []


def test_templates_use_only_what_is_below_them():
    assert not_downwards(all_templates(), floors()) == []


def test_an_upward_and_a_sideways_edge_are_found():
    edges = [("courses", "people", "fine"), ("courses", "progress", "up"), ("audit", "declaration", "sideways")]
    assert not_downwards(edges, floors()) == ["up: courses leans on progress", "sideways: audit leans on declaration"]


def test_what_a_template_uses_is_seen():
    libraries = {"progress": "progress.templatetags.progress", "static": "django.templatetags.static"}
    text = (
        "{% extends 'base.html' %}{% load static progress %}{% load bar from progress %}{% include \"home/x.html\" %}"
    )
    used = {other for _, other, _ in template_tags("courses/lesson_page.html", text, libraries)}
    assert used == {"progress", "django", "look", "home"}


def test_relations_and_migrations_are_really_seen():
    assert ("people", "organisations") in {edge[:2] for edge in relations()}
    assert ("people", "organisations") in {edge[:2] for edge in migration_dependencies()}
    assert Path(ROOT, "templates").is_dir()
