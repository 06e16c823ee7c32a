"""After two years an event may be removed, and never changed; until then the table refuses both, whoever asks."""

from django.db import migrations

OLD = "TG_OP = 'DELETE' AND OLD.at < now() - interval '730 days'"
REFUSE = """
CREATE OR REPLACE FUNCTION audit_events_are_insert_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {} RAISE EXCEPTION 'audit events are insert-only'; END $$;
"""


def let_old_ones_go(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE.format(f"IF {OLD} THEN RETURN OLD; END IF;"))


def keep_all(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE.format(""))


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_insert_only")]

    operations = [migrations.RunPython(let_old_ones_go, keep_all)]
