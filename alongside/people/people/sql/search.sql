-- Builds what search looks things up in, from the records: for some people, or for everybody when subjects is null.
-- Runs as it stands from search/refresh.py, with the parameter "subjects" (a list of numbers, or null).

DELETE FROM people_nametoken WHERE %(subjects)s::bigint[] IS NULL OR subject_id = ANY(%(subjects)s::bigint[]);
DELETE FROM people_searchkey WHERE %(subjects)s::bigint[] IS NULL OR subject_id = ANY(%(subjects)s::bigint[]);
DELETE FROM people_searchcard WHERE %(subjects)s::bigint[] IS NULL OR subject_id = ANY(%(subjects)s::bigint[]);

-- "Müller-O'Brien" is kept as muller, obrien, brien and mullerobrien, so that it is found however it is typed.
WITH wanted AS (
    SELECT s.id FROM subjects_subject s
    WHERE s.merged_into_id IS NULL AND (%(subjects)s::bigint[] IS NULL OR s.id = ANY(%(subjects)s::bigint[]))
), written AS (
    SELECT n.subject_id, part.kind, lower(unaccent(part.words)) AS words
    FROM people_name n JOIN wanted w ON w.id = n.subject_id
    CROSS JOIN LATERAL (VALUES
        (CASE WHEN n.kind = 'legal' AND n.ends_on IS NULL THEN 'g' ELSE 'p' END, n.given),
        (CASE WHEN n.kind = 'legal' AND n.ends_on IS NULL THEN 'f' ELSE 'p' END, n.family),
        (CASE WHEN n.kind = 'legal' AND n.ends_on IS NULL THEN 'k' ELSE 'p' END, n.known_as)
    ) AS part(kind, words)
    WHERE part.words <> ''
), pieces AS (
    SELECT subject_id, kind, regexp_replace(piece, '[^a-z0-9]', '', 'g') AS token
    FROM written, regexp_split_to_table(words, '[^a-z0-9''’`]+') AS piece
    UNION
    SELECT subject_id, kind, regexp_replace(piece, '[^a-z0-9]', '', 'g')
    FROM written, regexp_split_to_table(words, '[^a-z0-9]+') AS piece
    UNION
    SELECT subject_id, kind, regexp_replace(words, '[^a-z0-9]', '', 'g') FROM written
)
INSERT INTO people_nametoken (subject_id, kind, token, born, postcode)
SELECT t.subject_id, t.kind, t.token, p.date_of_birth, coalesce(lower(replace(a.postcode, ' ', '')), '')
FROM (
    SELECT subject_id, min(kind) AS kind, left(token, 100) AS token FROM pieces
    WHERE token <> '' AND (length(token) > 1 OR kind <> 'p') GROUP BY subject_id, left(token, 100)
) t
LEFT JOIN people_person p ON p.subject_id = t.subject_id
LEFT JOIN people_address a ON a.subject_id = t.subject_id AND a.ends_on IS NULL
    AND a.kind IN ('home', 'care_home', 'prison', 'no_fixed_address');

INSERT INTO people_searchkey (subject_id, kind, key)
SELECT keys.subject_id, keys.kind, keys.key FROM (
    SELECT subject_id, 'b' AS kind, to_char(date_of_birth, 'YYYY-MM-DD') AS key
    FROM people_person WHERE date_of_birth IS NOT NULL
    UNION
    SELECT subject_id, CASE WHEN kind = 'nhs_number' THEN 'n' ELSE 'i' END,
           lower(regexp_replace(value, '[^A-Za-z0-9]', '', 'g'))
    FROM people_identifier WHERE in_use
    UNION
    SELECT subject_id, 'c', lower(regexp_replace(postcode, '[^A-Za-z0-9]', '', 'g'))
    FROM people_address WHERE postcode <> '' AND kind <> 'correspondence'
    UNION
    SELECT subject_id, 's', trim(regexp_replace(regexp_replace(lower(unaccent(line_1)), '[''’`]', '', 'g'),
                                                '[^a-z0-9]+', ' ', 'g'))
    FROM people_address WHERE line_1 <> '' AND kind <> 'correspondence'
    UNION
    SELECT subject_id, 'r', trim(regexp_replace(regexp_replace(regexp_replace(lower(unaccent(line_1)),
        '[''’`]', '', 'g'), '[^a-z0-9]+', ' ', 'g'), '^(flat [0-9a-z]+ )?([0-9]+[a-z]? )?', ''))
    FROM people_address WHERE line_1 <> '' AND kind <> 'correspondence'
    UNION
    SELECT subject_id, CASE WHEN kind = 'email' THEN 'e' ELSE 't' END,
           CASE WHEN kind = 'email' THEN normal ELSE reverse(normal) END
    FROM people_contact WHERE ends_on IS NULL
) keys JOIN subjects_subject s ON s.id = keys.subject_id AND s.merged_into_id IS NULL
WHERE keys.key <> '' AND (%(subjects)s::bigint[] IS NULL OR keys.subject_id = ANY(%(subjects)s::bigint[]));

INSERT INTO people_searchcard (subject_id, name, known_as, tokens, born, born_estimated, address, postcode, nhs_number,
                               died_on)
SELECT p.subject_id, s.display_name, coalesce(n.known_as, ''),
       coalesce((SELECT string_agg(t.kind || ':' || t.token, ' ') FROM people_nametoken t
                 WHERE t.subject_id = p.subject_id), ''),
       p.date_of_birth, p.date_of_birth_estimated,
       coalesce(concat_ws(', ', nullif(CASE WHEN a.kind = 'no_fixed_address' THEN 'No fixed address' ELSE '' END, ''),
                          nullif(a.line_1, ''), nullif(a.line_2, ''), nullif(a.town, '')), ''),
       coalesce(a.postcode, ''), coalesce(i.value, ''), s.died_on
FROM people_person p
JOIN subjects_subject s ON s.id = p.subject_id AND s.merged_into_id IS NULL
LEFT JOIN people_name n ON n.subject_id = p.subject_id AND n.kind = 'legal' AND n.ends_on IS NULL
LEFT JOIN people_address a ON a.subject_id = p.subject_id AND a.ends_on IS NULL
    AND a.kind IN ('home', 'care_home', 'prison', 'no_fixed_address')
LEFT JOIN people_identifier i ON i.subject_id = p.subject_id AND i.kind = 'nhs_number' AND i.in_use
WHERE %(subjects)s::bigint[] IS NULL OR p.subject_id = ANY(%(subjects)s::bigint[]);

-- New words only: a word nobody is called any more costs nothing and is tidied by a whole rebuild.
DELETE FROM people_nameform WHERE %(subjects)s::bigint[] IS NULL;
DELETE FROM people_nameword WHERE %(subjects)s::bigint[] IS NULL;
WITH added AS (
    INSERT INTO people_nameword (word)
    SELECT DISTINCT t.token FROM people_nametoken t
    WHERE length(t.token) BETWEEN 2 AND 40
      AND (%(subjects)s::bigint[] IS NULL OR t.subject_id = ANY(%(subjects)s::bigint[]))
    ON CONFLICT DO NOTHING RETURNING word
)
INSERT INTO people_nameform (form, word)
SELECT word, word FROM added
UNION
SELECT left(word, i - 1) || substr(word, i + 1), word FROM added, generate_series(1, length(word)) AS i
WHERE length(word) > 2
UNION
SELECT '~' || sound, word FROM added, LATERAL (VALUES (dmetaphone(word)), (dmetaphone_alt(word))) AS s(sound)
WHERE length(sound) > 1;
