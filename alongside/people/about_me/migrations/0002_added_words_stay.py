"""What a person added themselves stays as they wrote it, by any route. Their record may be joined with another, and disposal at the
end of its time may take the words out, having said so: SET LOCAL alongside.disposing = 'yes'."""

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION alongside_added_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.added_by <> '' AND current_setting('alongside.disposing', true) IS DISTINCT FROM 'yes'
       AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - 'subject_id' IS DISTINCT FROM to_jsonb(OLD) - 'subject_id') THEN
        RAISE EXCEPTION 'These are their own words: they stay as they were written. New words stand beside them.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER alongside_added_words_stay BEFORE UPDATE OR DELETE ON about_me_words
    FOR EACH ROW EXECUTE FUNCTION alongside_added_words_stay();
"""
UNDO = """
DROP TRIGGER IF EXISTS alongside_added_words_stay ON about_me_words;
DROP FUNCTION IF EXISTS alongside_added_words_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("about_me", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, UNDO)]
