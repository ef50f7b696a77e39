-- Area staff (thin): a person and the posts held from a day to a day. Area access adds a PIN to some.

CREATE TABLE person (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL CHECK (length(trim(name)) > 0),
    sex        TEXT,
    birth      TEXT CHECK (birth = date(birth)),
    id_number  TEXT,
    phone      TEXT,
    education  TEXT NOT NULL DEFAULT '',
    joined_on  TEXT NOT NULL CHECK (joined_on = date(joined_on)),
    left_on    TEXT CHECK (left_on = date(left_on)),
    full_time  INTEGER NOT NULL DEFAULT 1 CHECK (full_time IN (0, 1)),
    note       TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE post_held (
    id        TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    post      TEXT NOT NULL,
    class_id  TEXT REFERENCES class (id),
    from_day  TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day    TEXT CHECK (to_day = date(to_day) AND to_day >= from_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_held_person ON post_held (person_id);

CREATE TABLE pin (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    hash      TEXT NOT NULL,
    set_at    INTEGER NOT NULL,
    failed    INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
    failed_at INTEGER
) STRICT, WITHOUT ROWID;
