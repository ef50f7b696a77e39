-- Taking over a running nursery (期初建账): from when each part runs, and what the paper contracts of before hold.

-- A part without a row runs from the beginning; null: not started yet.
CREATE TABLE part_start (
    id       TEXT PRIMARY KEY,
    from_day TEXT CHECK (from_day = date(from_day))
) STRICT, WITHOUT ROWID;

-- A contract that was signed on paper before the books begin.
CREATE TABLE contract_taken_over (
    contract_id TEXT PRIMARY KEY REFERENCES contract (id),
    on_day      TEXT NOT NULL CHECK (on_day = date(on_day)),
    note        TEXT NOT NULL DEFAULT '',
    person_id   TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- Which of the five required terms the signed paper holds; one that was missing is signed later (补签).
CREATE TABLE contract_term_signed (
    contract_id TEXT NOT NULL REFERENCES contract_taken_over (contract_id),
    term        TEXT NOT NULL,
    -- null: it stands in the paper that was taken over
    signed_on   TEXT CHECK (signed_on = date(signed_on)),
    person_id   TEXT REFERENCES person (id),
    at          INTEGER NOT NULL,
    PRIMARY KEY (contract_id, term)
) STRICT, WITHOUT ROWID;

-- The working sheet of opening balances until it is posted: any number of people fill it.
CREATE TABLE opening_sheet (
    id      TEXT PRIMARY KEY REFERENCES infant (id),
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;
