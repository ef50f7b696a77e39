-- Area safety: injuries and incidents (伤害与意外), and signs of harm that must be reported (强制报告).

CREATE TABLE incident (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    class_id    TEXT REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    kind        TEXT NOT NULL,
    severity    TEXT NOT NULL,
    -- parts of the body, as codes
    parts       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parts)),
    place       TEXT NOT NULL DEFAULT '',
    activity    TEXT NOT NULL DEFAULT '',
    with_whom   TEXT NOT NULL DEFAULT '',
    first_aid   TEXT NOT NULL DEFAULT '',
    story       TEXT NOT NULL CHECK (length(trim(story)) > 0),
    witnesses   TEXT NOT NULL DEFAULT '',
    -- 当班责任人
    on_duty     TEXT NOT NULL DEFAULT '',
    hospital    TEXT NOT NULL DEFAULT '',
    diagnosis   TEXT NOT NULL DEFAULT '',
    rest_days   INTEGER CHECK (rest_days >= 0),
    outcome     TEXT,
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_day ON incident (day);
CREATE INDEX incident_infant ON incident (infant_id, day);

-- Who was told, when, by whom, and what was answered.
CREATE TABLE incident_told (
    id          TEXT PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incident (id),
    party       TEXT NOT NULL,
    name        TEXT NOT NULL CHECK (length(trim(name)) > 0),
    phone       TEXT NOT NULL DEFAULT '',
    said        TEXT NOT NULL DEFAULT '',
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_told_incident ON incident_told (incident_id, occurred_at);

-- 录像保全: what must not be overwritten while an incident is open.
CREATE TABLE video_hold (
    id           TEXT PRIMARY KEY,
    incident_id  TEXT NOT NULL REFERENCES incident (id),
    cameras      TEXT NOT NULL DEFAULT '',
    from_at      INTEGER NOT NULL,
    to_at        INTEGER NOT NULL CHECK (to_at >= from_at),
    at           INTEGER NOT NULL,
    person_id    TEXT NOT NULL REFERENCES person (id),
    saved_at     INTEGER,
    saved_where  TEXT NOT NULL DEFAULT '',
    saved_by     TEXT REFERENCES person (id),
    released_at  INTEGER,
    released_for TEXT NOT NULL DEFAULT '',
    released_by  TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX video_hold_incident ON video_hold (incident_id);

-- 疑似侵害: seen by its writer and the director only, and kept from one person where the writer says so.
CREATE TABLE concern (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    class_id    TEXT REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    signs       TEXT NOT NULL CHECK (length(trim(signs)) > 0),
    said        TEXT NOT NULL DEFAULT '',
    parts       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parts)),
    kept_from   TEXT REFERENCES person (id),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_infant ON concern (infant_id);
