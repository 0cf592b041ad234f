"""Waits on restricted records, past the wall: that somebody waits, since when, for which team, and whom to ask."""

from django.db import migrations

CREATE = """
CREATE OR REPLACE FUNCTION alongside_closed_waits(users bigint[], teams bigint[], today date)
RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_agg(to_jsonb(shown) ORDER BY shown.asked_on), '[]')
    FROM (
        SELECT i.subject_id AS subject, i.asked_on, team.name AS team, asked.name AS ask,
               upper(left(part[1], 1) || '.'
                     || CASE WHEN cardinality(part) > 1 THEN left(part[cardinality(part)], 1) || '.' ELSE '' END
               ) AS initials
        FROM involvements_involvement i
        JOIN subjects_subject s ON s.id = i.subject_id AND s.restricted
        JOIN accounts_team team ON team.id = i.team_id
        JOIN accounts_user asked ON asked.id = s.restricted_by_id
        CROSS JOIN LATERAL regexp_split_to_array(trim(s.display_name), '\\s+') AS part
        WHERE i.ended_on IS NULL AND i.worker_id IS NULL AND i.accepted_at IS NULL AND i.team_id = ANY (teams)
          AND NOT EXISTS (
                SELECT FROM access_grant g
                WHERE g.subject_id = s.id AND g.user_id = ANY (users)
                  AND g.starts_on <= today AND (g.ends_on IS NULL OR g.ends_on >= today))
        ORDER BY i.asked_on
        LIMIT 50
    ) AS shown
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("involvements", "0001_initial"), ("subjects", "0001_initial"), ("access", "0001_initial"),
        ("accounts", "0001_initial"),
    ]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION IF EXISTS alongside_closed_waits(bigint[], bigint[], date)")]
