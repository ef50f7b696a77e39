-- Area care: what a child ate, drank, slept and did (照护记录).

-- One row a fact and child; a class is entered in one batch. Sleep, outdoor time and exercise have an end.
CREATE TABLE care_entry (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    class_id    TEXT REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    kind        TEXT NOT NULL,
    -- ml of milk and water
    amount      INTEGER CHECK (amount > 0),
    choice      TEXT,
    until_at    INTEGER,
    text        TEXT NOT NULL DEFAULT '',
    batch_id    TEXT NOT NULL,
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT,
    CHECK (until_at IS NULL OR until_at >= occurred_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX care_entry_day ON care_entry (day, infant_id, occurred_at);
CREATE INDEX care_entry_infant ON care_entry (infant_id, day);

-- 午睡巡视: a round through the sleeping children of a class.
CREATE TABLE nap_round (
    id          TEXT PRIMARY KEY,
    class_id    TEXT NOT NULL REFERENCES class (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    -- who slept, as ids
    asleep      TEXT NOT NULL CHECK (json_valid(asleep)),
    -- what was not as it should be: [{"infant_id", "choice", "text"}]
    found       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(found)),
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX nap_round_day ON nap_round (day, class_id, occurred_at);

-- 户外活动不足的原因: weather that kept the children inside.
CREATE TABLE outdoor_exception (
    id        TEXT PRIMARY KEY,
    day       TEXT NOT NULL UNIQUE CHECK (day = date(day)),
    reason    TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    at        INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- 体格锻炼计划: what a class does in a week, and who of it is weak.
CREATE TABLE exercise_plan (
    id        TEXT PRIMARY KEY,
    class_id  TEXT NOT NULL REFERENCES class (id),
    -- its Monday
    week      TEXT NOT NULL CHECK (week = date(week)),
    ages      TEXT NOT NULL DEFAULT '',
    content   TEXT NOT NULL CHECK (length(trim(content)) > 0),
    minutes   INTEGER NOT NULL CHECK (minutes > 0),
    -- [{"infant_id", "text"}]
    weak      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(weak)),
    at        INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    UNIQUE (class_id, week)
) STRICT, WITHOUT ROWID;

-- 消息: a template that the nursery has changed, and what was sent to whom.
CREATE TABLE message_template (
    id        TEXT PRIMARY KEY,
    key       TEXT NOT NULL UNIQUE,
    body      TEXT NOT NULL CHECK (length(trim(body)) > 0),
    at        INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE message_sent (
    id        TEXT PRIMARY KEY,
    infant_id TEXT NOT NULL REFERENCES infant (id),
    guardian  TEXT NOT NULL,
    template  TEXT NOT NULL,
    text      TEXT NOT NULL CHECK (length(trim(text)) > 0),
    channel   TEXT NOT NULL,
    day       TEXT NOT NULL CHECK (day = date(day)),
    at        INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX message_sent_infant ON message_sent (infant_id, at);
CREATE INDEX message_sent_day ON message_sent (day);
