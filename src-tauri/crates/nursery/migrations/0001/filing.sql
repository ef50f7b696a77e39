-- Area filing: every package that was exported. Its id is the one for which the number was taken, so that an
-- export that broke off leaves a number which the next one uses.

CREATE TABLE filing_package (
    id           TEXT PRIMARY KEY,
    number       TEXT NOT NULL UNIQUE,
    issued_id    TEXT NOT NULL UNIQUE REFERENCES issued (id),
    purpose      TEXT NOT NULL,
    made_on      TEXT NOT NULL CHECK (made_on = date(made_on)),
    at           INTEGER NOT NULL,
    person_id    TEXT REFERENCES person (id),
    file_sha256  TEXT NOT NULL CHECK (length(file_sha256) = 64),
    size         INTEGER NOT NULL CHECK (size > 0),
    entries      INTEGER NOT NULL CHECK (entries > 0),
    -- codes of the mandatory gaps
    gaps         TEXT NOT NULL CHECK (json_valid(gaps)),
    override_reason TEXT NOT NULL DEFAULT '',
    CHECK (gaps = '[]' OR length(override_reason) > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX filing_package_at ON filing_package (at);
