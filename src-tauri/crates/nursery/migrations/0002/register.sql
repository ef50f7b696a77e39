-- 签字成册: a printed sheet of a register that was signed and bound. Its content is the snapshot of the issued paper;
-- a sheet that was amended, printed and signed again is a further row.

CREATE TABLE register_bound (
    id        TEXT PRIMARY KEY,
    register  TEXT NOT NULL,
    class_id  TEXT REFERENCES class (id),
    -- the day or the month that the sheet covers
    period    TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*'),
    issued_id TEXT NOT NULL UNIQUE REFERENCES issued (id),
    -- who signed at which place: [{"place", "name"}]
    signed    TEXT NOT NULL CHECK (json_valid(signed) AND json_array_length(signed) > 0),
    signed_on TEXT NOT NULL CHECK (signed_on = date(signed_on)),
    volume    TEXT NOT NULL,
    at        INTEGER NOT NULL,
    person_id TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_bound_sheet ON register_bound (register, period, class_id);
