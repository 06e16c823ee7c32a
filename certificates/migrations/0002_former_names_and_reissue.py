from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="certificate",
            options={
                "ordering": ["-issued_at", "-pk"],
                "permissions": [("view_former_name", "Can see the name on a certificate whose name was corrected")],
            },
        ),
        migrations.AlterField(
            model_name="certificate",
            name="correction",
            field=models.CharField(
                blank=True,
                choices=[
                    ("name", "The name was corrected"),
                    ("organisation", "The organisation was confirmed"),
                    ("reissue", "Issued again by the programme"),
                ],
                max_length=12,
            ),
        ),
    ]
