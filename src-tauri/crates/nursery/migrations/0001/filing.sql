-- Area filing: every export of the package is kept.

CREATE TABLE filing_package (
    id           TEXT PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    purpose      TEXT NOT NULL,
    made_on      TEXT NOT NULL CHECK (made_on = date(made_on)),
    at           INTEGER NOT NULL,
    person_id    TEXT REFERENCES person (id),
    file_sha256  TEXT NOT NULL CHECK (length(file_sha256) = 64),
    size         INTEGER NOT NULL CHECK (size > 0),
    entries      INTEGER NOT NULL CHECK (entries > 0),
    gaps         TEXT NOT NULL CHECK (json_valid(gaps)),
    override_reason TEXT NOT NULL DEFAULT '',
    CHECK (gaps = '[]' OR length(override_reason) > 0)
) STRICT, WITHOUT ROWID;
