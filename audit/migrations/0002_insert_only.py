"""On PostgreSQL the table itself refuses to change or remove an event, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION audit_events_are_insert_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit events are insert-only'; END $$;
CREATE TRIGGER audit_insert_only BEFORE UPDATE OR DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION audit_events_are_insert_only();
"""
ALLOW = "DROP TRIGGER audit_insert_only ON audit_event; DROP FUNCTION audit_events_are_insert_only();"


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(REFUSE)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ALLOW)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(refuse, allow)]
