-- Area infants: infants, guardians, enrolment, authorised pickup.

CREATE TABLE infant (
    id            TEXT PRIMARY KEY,
    number        INTEGER CHECK (number BETWEEN 1 AND 999),
    name          TEXT NOT NULL CHECK (length(trim(name)) > 0),
    name_key      TEXT NOT NULL,
    nickname      TEXT NOT NULL DEFAULT '',
    sex           TEXT NOT NULL,
    birth         TEXT NOT NULL CHECK (birth = date(birth)),
    document_kind TEXT,
    document_number TEXT,
    document_issuer TEXT,
    ethnicity     TEXT NOT NULL DEFAULT '',
    household     TEXT NOT NULL DEFAULT '',
    address       TEXT NOT NULL DEFAULT '',
    allergy       TEXT NOT NULL DEFAULT '',
    history       TEXT NOT NULL DEFAULT '',
    special_care  TEXT NOT NULL DEFAULT '',
    gestation_weeks INTEGER CHECK (gestation_weeks BETWEEN 20 AND 45),
    birth_order   INTEGER CHECK (birth_order BETWEEN 1 AND 6),
    status        TEXT NOT NULL,
    class_id      TEXT REFERENCES class (id),
    applied_on    TEXT NOT NULL CHECK (applied_on = date(applied_on)),
    enrolled_on   TEXT CHECK (enrolled_on = date(enrolled_on)),
    left_on       TEXT CHECK (left_on = date(left_on)),
    left_reason   TEXT,
    pending       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pending)),
    note          TEXT NOT NULL DEFAULT '',
    CHECK ((document_kind IS NULL) = (document_number IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX infant_document ON infant (document_kind, document_number) WHERE document_number IS NOT NULL;
CREATE INDEX infant_by_name ON infant (name_key, id);
CREATE INDEX infant_by_number ON infant (coalesce(number, 1000), id);
CREATE INDEX infant_by_birth ON infant (birth, id);
CREATE INDEX infant_by_class ON infant (class_id, status);
CREATE INDEX infant_named ON infant (name, birth);

-- 托号: who held which number in which 托育年度 (September to August); not given out again in it.
CREATE TABLE infant_number (
    care_year INTEGER NOT NULL,
    number    INTEGER NOT NULL CHECK (number BETWEEN 1 AND 999),
    infant_id TEXT NOT NULL REFERENCES infant (id),
    PRIMARY KEY (care_year, number)
) STRICT, WITHOUT ROWID;

-- Class places over time.
CREATE TABLE placement (
    id        TEXT PRIMARY KEY,
    infant_id TEXT NOT NULL REFERENCES infant (id),
    class_id  TEXT NOT NULL REFERENCES class (id),
    from_day  TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day    TEXT CHECK (to_day = date(to_day)),
    reason    TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX placement_infant ON placement (infant_id, from_day);
CREATE INDEX placement_class ON placement (class_id, from_day);

-- Earlier documents of an infant (birth certificate before the ID card).
CREATE TABLE infant_document_past (
    id        TEXT PRIMARY KEY,
    infant_id TEXT NOT NULL REFERENCES infant (id),
    kind      TEXT NOT NULL,
    number    TEXT NOT NULL,
    until_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX infant_document_past_number ON infant_document_past (kind, number);

CREATE TABLE guardian (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL CHECK (length(trim(name)) > 0),
    document_kind   TEXT,
    document_number TEXT,
    phone           TEXT NOT NULL DEFAULT '',
    address         TEXT NOT NULL DEFAULT '',
    work_unit       TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX guardian_phone ON guardian (phone, name);

CREATE TABLE guardianship (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    guardian_id TEXT NOT NULL REFERENCES guardian (id),
    relation    TEXT NOT NULL,
    priority    INTEGER NOT NULL CHECK (priority > 0),
    legal       INTEGER NOT NULL DEFAULT 1 CHECK (legal IN (0, 1)),
    until_day   TEXT CHECK (until_day = date(until_day))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX guardianship_pair ON guardianship (infant_id, guardian_id) WHERE until_day IS NULL;
CREATE INDEX guardianship_guardian ON guardianship (guardian_id);

CREATE TABLE pickup_person (
    id         TEXT PRIMARY KEY,
    infant_id  TEXT NOT NULL REFERENCES infant (id),
    name       TEXT NOT NULL CHECK (length(trim(name)) > 0),
    relation   TEXT NOT NULL,
    id_tail    TEXT NOT NULL DEFAULT '',
    phone      TEXT NOT NULL DEFAULT '',
    adult_seen INTEGER NOT NULL DEFAULT 0 CHECK (adult_seen IN (0, 1)),
    from_day   TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day     TEXT CHECK (to_day = date(to_day))
) STRICT, WITHOUT ROWID;
CREATE INDEX pickup_person_infant ON pickup_person (infant_id);

-- Suspensions (停托): the place is kept from a day to a day.
CREATE TABLE suspension (
    id        TEXT PRIMARY KEY,
    infant_id TEXT NOT NULL REFERENCES infant (id),
    from_day  TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day    TEXT CHECK (to_day = date(to_day)),
    reason    TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX suspension_infant ON suspension (infant_id, from_day);
