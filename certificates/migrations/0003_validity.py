import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0002_former_names_and_reissue"),
        ("courses", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Validity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        help_text="Months from the award to the last day. It holds for certificates that are awarded from now on.",
                        validators=[
                            django.core.validators.MinValueValidator(6),
                            django.core.validators.MaxValueValidator(120),
                        ],
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificate_validity",
                        to="courses.coursepage",
                        verbose_name="pathway",
                    ),
                ),
            ],
            options={
                "verbose_name": "validity of a pathway’s certificates",
                "verbose_name_plural": "validity of pathways’ certificates",
                "ordering": ["course__title"],
            },
        ),
    ]
