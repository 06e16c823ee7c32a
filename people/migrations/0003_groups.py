"""The groups that say what staff may do. Which pages authors and publishers may change is said where the pages are."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = {
    "Authors": [("wagtailadmin", "admin", "access_admin")],
    "Publishers": [("wagtailadmin", "admin", "access_admin")],
    "Analysts": [],
    "Administrators": [
        ("wagtailadmin", "admin", "access_admin"),
        ("people", "user", "change_user"),
        ("people", "user", "view_user"),
        ("organisations", "organisation", "add_organisation"),
        ("organisations", "organisation", "change_organisation"),
        ("audit", "event", "view_event"),
    ],
}


def make_groups(apps, schema_editor):
    """Permissions are otherwise made after all migrations have run."""
    for label in ("people", "organisations", "audit"):
        app = apps.get_app_config(label)
        app.models_module = True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, wanted in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        for app_label, model, codename in wanted:
            group.permissions.add(
                permission_model.objects.get(
                    content_type__app_label=app_label, content_type__model=model, codename=codename
                )
            )


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_memberships_and_grants"),
        ("organisations", "0001_initial"),
        ("audit", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
