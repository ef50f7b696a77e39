-- Area health: medicine that a guardian brought (委托喂药).

-- The guardian's order (委托): what, how much, when, on which days. It is never changed: it ends, and another is made.
CREATE TABLE medicine_order (
    id            TEXT PRIMARY KEY,
    infant_id     TEXT NOT NULL REFERENCES infant (id),
    guardian_id   TEXT NOT NULL REFERENCES guardian (id),
    -- who ordered it, as it was known on that day
    guardian      TEXT NOT NULL,
    relation      TEXT NOT NULL DEFAULT '',
    drug          TEXT NOT NULL CHECK (length(trim(drug)) > 0),
    strength      TEXT NOT NULL DEFAULT '',
    dose          TEXT NOT NULL CHECK (length(trim(dose)) > 0),
    route         TEXT NOT NULL,
    -- times of the day, HH:MM in their order
    times         TEXT NOT NULL CHECK (json_valid(times)),
    from_day      TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day        TEXT NOT NULL CHECK (to_day = date(to_day) AND to_day >= from_day),
    illness       TEXT NOT NULL DEFAULT '',
    prescribed_by TEXT NOT NULL DEFAULT '',
    -- last day of use by the label
    expires_on    TEXT NOT NULL CHECK (expires_on = date(expires_on)),
    brought       TEXT NOT NULL DEFAULT '',
    note          TEXT NOT NULL DEFAULT '',
    -- photo of the label, scan of the signed paper
    paper_id      TEXT REFERENCES paper (id),
    signed_on     TEXT CHECK (signed_on = date(signed_on)),
    ended_on      TEXT CHECK (ended_on = date(ended_on)),
    ended_for     TEXT NOT NULL DEFAULT '',
    withdrawn     INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at   INTEGER NOT NULL,
    recorded_at   INTEGER NOT NULL,
    done_by       TEXT NOT NULL REFERENCES person (id),
    recorded_by   TEXT NOT NULL REFERENCES person (id),
    entry         TEXT NOT NULL,
    late_reason   TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX medicine_order_infant ON medicine_order (infant_id, from_day);
CREATE INDEX medicine_order_to_day ON medicine_order (to_day);

-- 喂药: one row a dose, given or not. A dose that nobody ordered has no order.
CREATE TABLE medicine_dose (
    id          TEXT PRIMARY KEY,
    order_id    TEXT REFERENCES medicine_order (id),
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    class_id    TEXT REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    -- for which time of the order, HH:MM; none for one that was not planned
    due         TEXT,
    outcome     TEXT NOT NULL,
    drug        TEXT NOT NULL,
    dose        TEXT NOT NULL,
    -- what was not in order when it was given
    marks       TEXT NOT NULL CHECK (json_valid(marks)),
    reason      TEXT NOT NULL DEFAULT '',
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX medicine_dose_slot ON medicine_dose (day, order_id, due) WHERE withdrawn = 0 AND due IS NOT NULL;
CREATE INDEX medicine_dose_day ON medicine_dose (day, infant_id);
CREATE INDEX medicine_dose_order ON medicine_dose (order_id, day);

-- 余药归还: what was left, given back.
CREATE TABLE medicine_return (
    id          TEXT PRIMARY KEY,
    order_id    TEXT NOT NULL REFERENCES medicine_order (id),
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    returned    TEXT NOT NULL CHECK (length(trim(returned)) > 0),
    returned_to TEXT NOT NULL CHECK (length(trim(returned_to)) > 0),
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX medicine_return_order ON medicine_return (order_id) WHERE withdrawn = 0;
