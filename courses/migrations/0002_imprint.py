"""The mark of the content as readers see it: one row."""

import uuid
from django.db import migrations, models


def make_the_row(apps, schema_editor):
    apps.get_model("courses", "Imprint").objects.create()


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Imprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.UUIDField(default=uuid.uuid4)),
            ],
        ),
        migrations.RunPython(make_the_row, migrations.RunPython.noop),
    ]
