-- Numbers and keeps messages, in one round trip: whoever waits for the row of a busy channel waits for nothing else.
-- Drafts are [{channel, from, name, kind, text, about, clientId}]; answers one row for each, in their order, with the message
-- as it is kept; one that was there before keeps its number.
CREATE FUNCTION say_messages(drafts jsonb, said_at timestamptz)
RETURNS TABLE (place integer, is_new boolean, channel text, seq bigint, sender uuid, name text, kind text, "text" text,
  about jsonb, is_removed boolean, created_at timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  ids text[] := ARRAY(SELECT DISTINCT each->>'channel' FROM jsonb_array_elements(drafts) AS each ORDER BY 1);
  made text[];
BEGIN
  IF (SELECT count(*) FROM channels WHERE id = ANY(ids)) < cardinality(ids) THEN
    WITH made_now AS (
      INSERT INTO channels (id) SELECT unnest(ids) ORDER BY 1 ON CONFLICT DO NOTHING RETURNING id
    )
    SELECT array_agg(id) INTO made FROM made_now;
    -- Both partners of a new private channel find it again in their list.
    INSERT INTO read_cursors (player, channel, seq)
    SELECT partner::uuid, id, 0
    FROM unnest(made) AS id, unnest((string_to_array(id, ':'))[2:3]) AS partner
    WHERE id LIKE 'private:%'
    ON CONFLICT DO NOTHING;
  END IF;
  -- By id, so that two processes never wait for each other in a circle.
  PERFORM 1 FROM channels WHERE id = ANY(ids) ORDER BY id FOR UPDATE;
  RETURN QUERY
  WITH draft AS (
    SELECT (each.at)::integer AS place, d.*
    FROM jsonb_array_elements(drafts) WITH ORDINALITY AS each(draft, at),
      jsonb_to_record(each.draft) AS d(channel text, "from" uuid, name text, kind text, "text" text, about jsonb, "clientId" uuid)
  ),
  before AS (
    SELECT m.* FROM messages AS m WHERE (m.sender, m.client_id) IN (SELECT d."from", d."clientId" FROM draft AS d)
  ),
  fresh AS (
    SELECT DISTINCT ON (d."from", d."clientId") d.*
    FROM draft AS d
    WHERE NOT EXISTS (SELECT 1 FROM before AS b WHERE b.sender = d."from" AND b.client_id = d."clientId")
    ORDER BY d."from", d."clientId", d.place
  ),
  numbered AS (
    SELECT f.*, c.seq + row_number() OVER (PARTITION BY f.channel ORDER BY f.place) AS seq
    FROM fresh AS f JOIN channels AS c ON c.id = f.channel
  ),
  kept AS (
    INSERT INTO messages (channel, seq, sender, name, kind, text, about, client_id, created_at)
    SELECT n.channel, n.seq, n."from", n.name, n.kind, n."text", n.about, n."clientId", said_at FROM numbered AS n
    RETURNING messages.*
  ),
  counted AS (
    UPDATE channels SET seq = head.seq, used_at = said_at
    FROM (SELECT n.channel, max(n.seq) AS seq FROM numbered AS n GROUP BY n.channel) AS head
    WHERE channels.id = head.channel
  ),
  said AS (
    SELECT * FROM before UNION ALL SELECT * FROM kept
  )
  SELECT d.place, EXISTS (SELECT 1 FROM numbered AS n WHERE n.place = d.place), s.channel, s.seq, s.sender, s.name, s.kind,
    s.text, s.about, s.is_removed, s.created_at
  FROM draft AS d JOIN said AS s ON s.sender = d."from" AND s.client_id = d."clientId"
  ORDER BY d.place;
END
$$;
