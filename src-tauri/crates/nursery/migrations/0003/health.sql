-- Area health: morning and noon checks (晨午检).

-- One line a child, day and time of day (附件4 表1). Temperatures are tenths of a degree; a second reading stands
-- beside the first and never in its place.
CREATE TABLE health_check (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    period      TEXT NOT NULL,
    class_id    TEXT REFERENCES class (id),
    temperature INTEGER CHECK (temperature > 0),
    unmeasured  INTEGER NOT NULL DEFAULT 0 CHECK (unmeasured IN (0, 1)),
    again       INTEGER CHECK (again > 0),
    again_at    INTEGER,
    symptoms    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(symptoms)),
    told        TEXT NOT NULL DEFAULT '',
    found       TEXT NOT NULL DEFAULT '',
    disposition TEXT,
    card        TEXT,
    note        TEXT NOT NULL DEFAULT '',
    -- looked at one by one, or confirmed together with others
    touched     INTEGER NOT NULL CHECK (touched IN (0, 1)),
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT,
    CHECK (again IS NULL OR temperature IS NOT NULL),
    CHECK ((again IS NULL) = (again_at IS NULL)),
    CHECK (temperature IS NULL OR unmeasured = 0)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX health_check_line ON health_check (day, period, infant_id) WHERE withdrawn = 0;
CREATE INDEX health_check_infant ON health_check (infant_id, day);
