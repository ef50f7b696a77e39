-- Area health: an illness from the first sign to the return (从发现到返园). Its way is a case; the row holds what is
-- known of it now.

CREATE TABLE illness (
    id           TEXT PRIMARY KEY,
    infant_id    TEXT NOT NULL REFERENCES infant (id),
    class_id     TEXT REFERENCES class (id),
    day          TEXT NOT NULL CHECK (day = date(day)),
    check_id     TEXT REFERENCES health_check (id),
    found        TEXT NOT NULL,
    disease      TEXT,
    disease_name TEXT NOT NULL DEFAULT '',
    infectious   INTEGER CHECK (infectious IN (0, 1)),
    onset        TEXT CHECK (onset = date(onset)),
    diagnosed_on TEXT CHECK (diagnosed_on = date(diagnosed_on)),
    diagnosed_by TEXT NOT NULL DEFAULT '',
    left_on      TEXT CHECK (left_on = date(left_on)),
    returned_on  TEXT CHECK (returned_on = date(returned_on)),
    withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX illness_infant ON illness (infant_id, day);
CREATE INDEX illness_day ON illness (day);
