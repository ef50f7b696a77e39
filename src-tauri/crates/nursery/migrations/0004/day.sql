-- Area attendance: children counted, the closing round, the hand-over. Area staff: the daily check of staff.

-- 清点: children counted at a move of a class, beside how many should have been there.
CREATE TABLE head_count (
    id          TEXT PRIMARY KEY,
    class_id    TEXT NOT NULL REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    moment      TEXT NOT NULL,
    counted     INTEGER NOT NULL CHECK (counted >= 0),
    expected    INTEGER NOT NULL CHECK (expected >= 0),
    note        TEXT NOT NULL DEFAULT '',
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX head_count_day ON head_count (day, class_id, occurred_at);

-- 清园: rooms swept by a post at the end of the day, and how many children were inside by the book.
CREATE TABLE closing_round (
    id          TEXT PRIMARY KEY,
    day         TEXT NOT NULL CHECK (day = date(day)),
    post        TEXT NOT NULL,
    rooms       TEXT NOT NULL CHECK (json_valid(rooms)),
    inside      INTEGER NOT NULL CHECK (inside >= 0),
    note        TEXT NOT NULL DEFAULT '',
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX closing_round_day ON closing_round (day);

-- 交接班: what was open when one took a class over from another.
CREATE TABLE handover (
    id          TEXT PRIMARY KEY,
    class_id    TEXT NOT NULL REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    inside      INTEGER NOT NULL CHECK (inside >= 0),
    items       TEXT NOT NULL CHECK (json_valid(items)),
    note        TEXT NOT NULL DEFAULT '',
    to_person   TEXT NOT NULL REFERENCES person (id),
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_day ON handover (day, class_id);

-- 工作人员晨检: one line a person and day.
CREATE TABLE staff_check (
    id          TEXT PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES person (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    temperature INTEGER CHECK (temperature > 0),
    signs       TEXT NOT NULL CHECK (json_valid(signs)),
    note        TEXT NOT NULL DEFAULT '',
    touched     INTEGER NOT NULL CHECK (touched IN (0, 1)),
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_check_line ON staff_check (day, person_id) WHERE withdrawn = 0;
CREATE INDEX staff_check_person ON staff_check (person_id, day);

-- 离岗: a person who is ill, until a certificate was seen.
CREATE TABLE staff_off (
    id          TEXT PRIMARY KEY,
    person_id   TEXT NOT NULL REFERENCES person (id),
    check_id    TEXT NOT NULL REFERENCES staff_check (id),
    from_day    TEXT NOT NULL CHECK (from_day = date(from_day)),
    issuer      TEXT NOT NULL DEFAULT '',
    issued_on   TEXT CHECK (issued_on = date(issued_on)),
    number      TEXT NOT NULL DEFAULT '',
    cleared_on  TEXT CHECK (cleared_on = date(cleared_on)),
    cleared_by  TEXT REFERENCES person (id),
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    CHECK (cleared_on IS NULL OR (issued_on IS NOT NULL AND issuer <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_off_person ON staff_off (person_id, from_day);
