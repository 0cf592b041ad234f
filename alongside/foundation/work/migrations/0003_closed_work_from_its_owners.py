"""The same answer, read from the work of those named: before, it began with every restricted record of the council.

And an index of what nobody has taken, which every page of work counts.
"""

from django.db import migrations, models

CREATE = """
CREATE OR REPLACE FUNCTION alongside_closed_work(users bigint[], teams bigint[], today date)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_agg(to_jsonb(shown) ORDER BY shown.urgent DESC, shown.due_on NULLS LAST, shown.raised_at), '[]')
    FROM (
        SELECT t.subject_id AS subject, t.priority = 'urgent' AS urgent, t.due_on, t.due_at, t.raised_at, t.owner_id,
               owner.name AS owner, asked.name AS ask,
               upper(left(part[1], 1) || '.'
                     || CASE WHEN cardinality(part) > 1 THEN left(part[cardinality(part)], 1) || '.' ELSE '' END
               ) AS initials
        FROM work_task t
        -- OFFSET 0 has each task look up its record, rather than the query gather every restricted one.
        CROSS JOIN LATERAL (
            SELECT s.id, s.display_name, s.restricted_by_id FROM subjects_subject s
            WHERE s.id = t.subject_id AND s.restricted OFFSET 0) AS s
        JOIN accounts_user asked ON asked.id = s.restricted_by_id
        LEFT JOIN accounts_user owner ON owner.id = t.owner_id
        CROSS JOIN LATERAL regexp_split_to_array(trim(s.display_name), '\\s+') AS part
        WHERE t.done_at IS NULL
          AND (t.team_id = ANY (teams) OR t.owner_id = ANY (users || ARRAY(
                SELECT m.user_id FROM accounts_membership m
                WHERE m.team_id = ANY (teams) AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on >= today))))
          AND NOT EXISTS (
                SELECT FROM access_grant g
                WHERE g.subject_id = s.id AND g.user_id = ANY (users)
                  AND g.starts_on <= today AND (g.ends_on IS NULL OR g.ends_on >= today))
        ORDER BY t.priority <> 'urgent', t.due_on NULLS LAST, t.raised_at
        LIMIT 50
    ) AS shown
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("work", "0002_closed_work")]
    operations = [
        migrations.RunSQL(CREATE, migrations.RunSQL.noop),
        migrations.AddIndex("task", models.Index(
            fields=["team"], name="task_untaken", condition=models.Q(done_at=None, owner=None))),
    ]
