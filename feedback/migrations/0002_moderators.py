"""Who screens what people write, and who answers it. The group is made here; the others are made with the people."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MODERATORS = "Feedback moderators"
SCREEN, ANSWER = ("feedback", "screen_remark"), ("feedback", "answer_remark")
MAY = {
    MODERATORS: [("wagtailadmin", "access_admin"), SCREEN],
    "Authors": [ANSWER],
    "Publishers": [ANSWER],
    "Administrators": [SCREEN, ANSWER],
}


def make_group(apps, schema_editor):
    """Permissions are otherwise made after all migrations have run."""
    app = apps.get_app_config("feedback")
    app.models_module = True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, wanted in MAY.items():
        group, _ = group_model.objects.get_or_create(name=name)
        for app_label, codename in wanted:
            group.permissions.add(permission_model.objects.get(content_type__app_label=app_label, codename=codename))


def remove_group(apps, schema_editor):
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    group_model.objects.filter(name=MODERATORS).delete()
    for permission in permission_model.objects.filter(content_type__app_label="feedback"):
        permission.group_set.clear()


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        ("people", "0003_groups"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
