-- Area attendance: who came and went and where an infant is; who is away and why.

-- 到离园与去处 (presence): one event a row. Where an infant is at a moment is the place of its last event that was
-- not withdrawn; nothing else answers that question.
CREATE TABLE movement (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    kind        TEXT NOT NULL CHECK (kind IN ('arrival', 'departure', 'move')),
    place       TEXT NOT NULL,
    class_id    TEXT REFERENCES class (id),
    -- who brought or collected: a guardian, a listed person, or somebody else by name
    escort_kind TEXT,
    escort_id   TEXT,
    escort      TEXT NOT NULL DEFAULT '',
    relation    TEXT NOT NULL DEFAULT '',
    -- departures: whether that person was entitled when it happened, and who confirmed it where not
    entitled    INTEGER CHECK (entitled IN (0, 1)),
    called      TEXT NOT NULL DEFAULT '',
    second_id   TEXT REFERENCES person (id),
    -- typed for the wrong infant or time: the row stays
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT,
    CHECK ((kind = 'departure') = (entitled IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX movement_day ON movement (day, infant_id, occurred_at);
CREATE INDEX movement_infant ON movement (infant_id, kind, occurred_at);

-- 请假与缺勤: a notice of the family, or what was found in the morning.
CREATE TABLE absence (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    from_day    TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day      TEXT NOT NULL CHECK (to_day = date(to_day) AND to_day >= from_day),
    cause       TEXT NOT NULL,
    disease     TEXT NOT NULL DEFAULT '',
    told_by     TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_infant ON absence (infant_id, from_day);
CREATE INDEX absence_to_day ON absence (to_day, from_day);

-- 缺勤追踪: each attempt to learn why an infant has not come.
CREATE TABLE absence_trace (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    spoke_with  TEXT NOT NULL,
    phone       TEXT NOT NULL DEFAULT '',
    answered    INTEGER NOT NULL CHECK (answered IN (0, 1)),
    said        TEXT NOT NULL DEFAULT '',
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_trace_day ON absence_trace (day, infant_id);

-- 禁止接走: who may not collect an infant, whatever the lists say.
CREATE TABLE pickup_denied (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    name        TEXT NOT NULL CHECK (length(trim(name)) > 0),
    relation    TEXT NOT NULL DEFAULT '',
    guardian_id TEXT REFERENCES guardian (id),
    reason      TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    paper_id    TEXT REFERENCES paper (id),
    from_day    TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day      TEXT CHECK (to_day = date(to_day)),
    at          INTEGER NOT NULL,
    person_id   TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pickup_denied_infant ON pickup_denied (infant_id);
