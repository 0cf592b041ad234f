"""No route closes a thread while the person who wrote last waits for an answer: not a page, not a script, not by hand."""

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION alongside_answered_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL AND (
        SELECT m.written_by_id IS NULL FROM person_messages_message m WHERE m.thread_id = NEW.id
        ORDER BY m.written_at DESC, m.id DESC LIMIT 1
    ) THEN
        RAISE EXCEPTION 'The person wrote last: somebody answers before this is closed.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alongside_answered_first BEFORE UPDATE ON person_messages_thread
    FOR EACH ROW EXECUTE FUNCTION alongside_answered_first();
"""
UNDO = """
DROP TRIGGER IF EXISTS alongside_answered_first ON person_messages_thread;
DROP FUNCTION IF EXISTS alongside_answered_first();
"""


class Migration(migrations.Migration):
    dependencies = [("person_messages", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
