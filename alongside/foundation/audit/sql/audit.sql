-- The trigger functions of the audit. They run as the owner (SECURITY DEFINER), so the web role can neither write
-- these tables itself nor switch the triggers off.

CREATE OR REPLACE FUNCTION alongside_context() RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('alongside.context', true), '')::jsonb, '{}'::jsonb)
$$;

-- Who acts from now on over this connection, and whose records they see. The wall's two settings are lists of records:
-- where `closed` is set, all but those are seen; those in `open` are seen in any case; with neither, none is. A grant
-- to a team opens no restricted record: that takes a name. `own` closes what is about nobody as well: see wall.py.
CREATE OR REPLACE FUNCTION alongside_enter(context text, sees text, users bigint[], teams bigint[], opened bigint[],
                                           today date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    granted bigint[] := opened;
    closed bigint[];
BEGIN
    IF sees = 'granted' THEN
        SELECT array_agg(DISTINCT g.subject_id) || opened INTO granted FROM access_grant g
            JOIN subjects_subject s ON s.id = g.subject_id
            WHERE (g.user_id = ANY (users) OR (g.team_id = ANY (teams) AND NOT s.restricted))
              AND g.starts_on <= today AND (g.ends_on IS NULL OR g.ends_on >= today);
    ELSIF sees = 'unrestricted' THEN
        SELECT coalesce(array_agg(s.id), '{}') INTO closed FROM subjects_subject s
            WHERE s.restricted AND NOT (s.id = ANY (opened)) AND NOT EXISTS (
                SELECT FROM access_grant g
                WHERE g.subject_id = s.id AND g.user_id = ANY (users)
                  AND g.starts_on <= today AND (g.ends_on IS NULL OR g.ends_on >= today));
    ELSIF sees = 'everything' THEN
        closed := '{}';
    END IF;
    PERFORM set_config('alongside.context', context, false),
            set_config('alongside.closed', coalesce(closed::text, ''), false),
            set_config('alongside.open', coalesce(granted::text, '{}'), false),
            set_config('alongside.own', CASE sees WHEN 'own' THEN 'yes' ELSE '' END, false);
END $$;

CREATE OR REPLACE FUNCTION alongside_epoch() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce(max(number), 0) FROM audit_epoch
$$;

-- Arguments: the column that names the subject ('' for none), then the columns whose values are kept out.
CREATE OR REPLACE FUNCTION alongside_audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    context jsonb := alongside_context();
    old_row jsonb;
    new_row jsonb;
    was jsonb;
    became jsonb;
    whole jsonb;
    hidden text;
BEGIN
    IF TG_OP <> 'INSERT' THEN old_row := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN new_row := to_jsonb(NEW); END IF;
    IF TG_OP = 'UPDATE' THEN  -- only what differs; a change of nothing leaves no line
        IF old_row = new_row THEN RETURN NULL; END IF;
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key) INTO was, became
            FROM jsonb_each(old_row) o WHERE new_row -> o.key IS DISTINCT FROM o.value;
    ELSE
        was := old_row;
        became := new_row;
    END IF;
    whole := coalesce(new_row, old_row);
    FOR i IN 1 .. TG_NARGS - 1 LOOP
        hidden := TG_ARGV[i];
        IF was ? hidden THEN was := was || jsonb_build_object(hidden, 'kept out'); END IF;
        IF became ? hidden THEN became := became || jsonb_build_object(hidden, 'kept out'); END IF;
    END LOOP;
    INSERT INTO audit_change (epoch, xid, at, "table", "row", subject_id, operation, before, after,
                              user_id, request, why, database_user)
    VALUES (alongside_epoch(), pg_current_xact_id()::text::bigint, clock_timestamp(), TG_TABLE_NAME,
            coalesce(whole ->> 'id', whole ->> 'pk', whole ->> 'subject_id', ''),
            CASE WHEN TG_ARGV[0] = '' THEN NULL ELSE (whole ->> TG_ARGV[0])::bigint END,
            lower(TG_OP), was, became,
            (context ->> 'user')::bigint, coalesce(context ->> 'request', ''), coalesce(context ->> 'why', ''),
            session_user);
    RETURN NULL;
END $$;

-- A bulk load by the owner is one line: how many rows, and a digest of them all (order does not matter).
CREATE OR REPLACE FUNCTION alongside_audit_bulk(loaded_table text, note text) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    loaded bigint;
    digest numeric;
BEGIN
    EXECUTE format('SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM %I t', loaded_table)
        INTO loaded, digest;
    INSERT INTO audit_change (epoch, xid, at, "table", "row", subject_id, operation, before, after,
                              user_id, request, why, database_user)
    VALUES (alongside_epoch(), pg_current_xact_id()::text::bigint, clock_timestamp(), loaded_table, '', NULL, 'load',
            NULL, jsonb_build_object('rows', loaded, 'digest', digest::text), NULL, '', note, session_user);
END $$;

-- A look is stamped by the database, not by whoever writes it.
CREATE OR REPLACE FUNCTION alongside_stamp_look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    context jsonb := alongside_context();
BEGIN
    NEW.epoch := alongside_epoch();
    NEW.xid := pg_current_xact_id()::text::bigint;
    NEW.at := clock_timestamp();
    NEW.user_id := (context ->> 'user')::bigint;
    NEW.request := coalesce(context ->> 'request', '');
    NEW.why := coalesce(nullif(NEW.why, ''), context ->> 'why', '');
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION alongside_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit is append-only: % of % refused', TG_OP, TG_TABLE_NAME;
END $$;
