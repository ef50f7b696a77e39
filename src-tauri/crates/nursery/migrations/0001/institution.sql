-- Area institution: who we are, authorities, classes, calendar.

CREATE TABLE institution (
    id                  INTEGER PRIMARY KEY CHECK (id = 1),
    name                TEXT NOT NULL CHECK (length(trim(name)) > 0),
    place_name          TEXT NOT NULL DEFAULT '',
    trade_name          TEXT NOT NULL DEFAULT '',
    organisation_form   TEXT NOT NULL DEFAULT '',
    uscc                TEXT,
    nature              TEXT NOT NULL,
    operating_form      TEXT NOT NULL,
    inclusive           INTEGER NOT NULL DEFAULT 0 CHECK (inclusive IN (0, 1)),
    inclusive_by        TEXT NOT NULL DEFAULT '',
    inclusive_from      TEXT CHECK (inclusive_from = date(inclusive_from)),
    price_cap_fen       INTEGER CHECK (price_cap_fen > 0),
    business_scope      TEXT NOT NULL DEFAULT '',
    province            TEXT NOT NULL DEFAULT '',
    city                TEXT NOT NULL DEFAULT '',
    district            TEXT NOT NULL DEFAULT '',
    address             TEXT NOT NULL DEFAULT '',
    legal_representative TEXT NOT NULL DEFAULT '',
    legal_representative_id TEXT NOT NULL DEFAULT '',
    person_in_charge    TEXT NOT NULL DEFAULT '',
    person_in_charge_id TEXT NOT NULL DEFAULT '',
    contact             TEXT NOT NULL DEFAULT '',
    phone               TEXT NOT NULL DEFAULT '',
    founded_on          TEXT CHECK (founded_on = date(founded_on)),
    service_forms       TEXT NOT NULL DEFAULT '["full_day"]' CHECK (json_valid(service_forms)),
    premises            TEXT NOT NULL DEFAULT 'leased',
    -- areas in hundredths of a square metre
    building_area       INTEGER CHECK (building_area >= 0),
    indoor_area         INTEGER CHECK (indoor_area >= 0),
    outdoor_area        INTEGER CHECK (outdoor_area >= 0),
    capacity            INTEGER CHECK (capacity > 0),
    meals_provided      INTEGER NOT NULL DEFAULT 1 CHECK (meals_provided IN (0, 1)),
    filing_number       TEXT,
    filed_on            TEXT CHECK (filed_on = date(filed_on))
) STRICT;

CREATE TABLE authority (
    id        TEXT PRIMARY KEY,
    kind      TEXT NOT NULL UNIQUE,
    seal_name TEXT NOT NULL,
    desk      TEXT NOT NULL DEFAULT '',
    phone     TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE class (
    id        TEXT PRIMARY KEY,
    name      TEXT NOT NULL CHECK (length(trim(name)) > 0),
    kind      TEXT NOT NULL,
    cap       INTEGER NOT NULL CHECK (cap > 0),
    sort      INTEGER NOT NULL,
    closed_on TEXT CHECK (closed_on = date(closed_on))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX class_name ON class (name) WHERE closed_on IS NULL;

CREATE TABLE class_nickname (
    name     TEXT PRIMARY KEY,
    class_id TEXT NOT NULL REFERENCES class (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_day (
    id       TEXT PRIMARY KEY CHECK (id = date(id)),
    kind     TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    festival TEXT NOT NULL,
    origin   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE closure (
    id       TEXT PRIMARY KEY,
    class_id TEXT REFERENCES class (id),
    from_day TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day   TEXT NOT NULL CHECK (to_day = date(to_day) AND to_day >= from_day),
    cause    TEXT NOT NULL CHECK (cause IN ('nursery', 'authority', 'holiday')),
    reason   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
