-- Area infants: the way of an infant through the nursery, one row a step, never rewritten.
CREATE TABLE infant_step (
    id        TEXT PRIMARY KEY,
    infant_id TEXT NOT NULL REFERENCES infant (id),
    kind      TEXT NOT NULL,
    on_day    TEXT NOT NULL CHECK (on_day = date(on_day)),
    class_id  TEXT REFERENCES class (id),
    reason    TEXT NOT NULL DEFAULT '',
    -- null where the step was written before steps were kept
    person_id TEXT REFERENCES person (id),
    at        INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX infant_step_infant ON infant_step (infant_id, on_day);

-- What happened before steps were kept, as the rows of then tell it.
INSERT INTO infant_step (id, infant_id, kind, on_day)
SELECT 'applied ' || id, id, 'applied', applied_on FROM infant;
INSERT INTO infant_step (id, infant_id, kind, on_day, class_id, reason)
SELECT id, infant_id,
       CASE WHEN EXISTS (SELECT 1 FROM placement e WHERE e.infant_id = p.infant_id AND (e.from_day, e.id) < (p.from_day, p.id))
            THEN 'moved' ELSE 'enrolled' END,
       from_day, class_id, CASE reason WHEN '入托' THEN '' ELSE reason END
FROM placement p;
INSERT INTO infant_step (id, infant_id, kind, on_day, reason)
SELECT 'suspended ' || id, infant_id, 'suspended', from_day, reason FROM suspension;
INSERT INTO infant_step (id, infant_id, kind, on_day)
SELECT 'resumed ' || id, infant_id, 'resumed', date(to_day, '+1 day') FROM suspension WHERE to_day IS NOT NULL;
INSERT INTO infant_step (id, infant_id, kind, on_day, reason)
SELECT 'left ' || id, id, 'left', left_on, coalesce(left_reason, '') FROM infant WHERE left_on IS NOT NULL;

-- What is set down for a day to come (预定): carried out on that day, or taken back before.
CREATE TABLE infant_planned (
    id        TEXT PRIMARY KEY,
    infant_id TEXT NOT NULL REFERENCES infant (id),
    kind      TEXT NOT NULL,
    on_day    TEXT NOT NULL CHECK (on_day = date(on_day)),
    class_id  TEXT REFERENCES class (id),
    reason    TEXT NOT NULL,
    person_id TEXT REFERENCES person (id),
    at        INTEGER NOT NULL,
    outcome   TEXT,
    ended_at  INTEGER,
    CHECK ((outcome IS NULL) = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX infant_planned_open ON infant_planned (infant_id, kind) WHERE outcome IS NULL;
