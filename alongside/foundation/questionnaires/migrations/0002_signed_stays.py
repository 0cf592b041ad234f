"""What was signed stays as it was. Only its subject may change (an entry moved to the right person), and disposal at the
end of its time may delete it, having said so: SET LOCAL alongside.disposing = 'yes'."""

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION alongside_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'subject_id' IS DISTINCT FROM to_jsonb(OLD) - 'subject_id' THEN
            RAISE EXCEPTION 'What was signed cannot be changed; correct it with a new response and its reason.'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF current_setting('alongside.disposing', true) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION 'What was signed cannot be deleted before its time.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER alongside_signed_stays BEFORE UPDATE OR DELETE ON questionnaires_response
    FOR EACH ROW EXECUTE FUNCTION alongside_signed_stays();
"""
UNDO = """
DROP TRIGGER IF EXISTS alongside_signed_stays ON questionnaires_response;
DROP FUNCTION IF EXISTS alongside_signed_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
