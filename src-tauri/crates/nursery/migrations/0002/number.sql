-- 编号: stretches of a series that are kept for paper books (手工收据本). The program's own numbers go round them;
-- what was written on paper is posted afterwards under its paper number, each once.

CREATE TABLE number_range (
    id         TEXT PRIMARY KEY,
    series_id  TEXT NOT NULL REFERENCES number_series (id),
    from_value INTEGER NOT NULL CHECK (from_value > 0),
    to_value   INTEGER NOT NULL CHECK (to_value >= from_value),
    book       TEXT NOT NULL CHECK (length(trim(book)) > 0),
    holder_id  TEXT NOT NULL REFERENCES person (id),
    since      TEXT NOT NULL CHECK (since = date(since)),
    at         INTEGER NOT NULL,
    person_id  TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX number_range_series ON number_range (series_id, from_value);

-- Two ranges never share a number, and a range never holds one that is taken, whoever writes.
CREATE TRIGGER number_range_apart BEFORE INSERT ON number_range
WHEN EXISTS (SELECT 1 FROM number_range r WHERE r.series_id = NEW.series_id AND r.from_value <= NEW.to_value AND r.to_value >= NEW.from_value)
  OR EXISTS (SELECT 1 FROM number_taken t WHERE t.series_id = NEW.series_id AND t.value BETWEEN NEW.from_value AND NEW.to_value)
BEGIN SELECT RAISE(ABORT, 'number_range: not free'); END;

-- A sheet of a paper book that was spoilt: its number carries nothing and is used up.
CREATE TABLE number_spoilt (
    series_id TEXT NOT NULL REFERENCES number_series (id),
    value     INTEGER NOT NULL CHECK (value > 0),
    reason    TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    day       TEXT NOT NULL CHECK (day = date(day)),
    at        INTEGER NOT NULL,
    person_id TEXT REFERENCES person (id),
    PRIMARY KEY (series_id, value)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER number_spoilt_free BEFORE INSERT ON number_spoilt
WHEN EXISTS (SELECT 1 FROM number_taken t WHERE t.series_id = NEW.series_id AND t.value = NEW.value)
BEGIN SELECT RAISE(ABORT, 'number_spoilt: taken'); END;

CREATE TRIGGER number_taken_unspoilt BEFORE INSERT ON number_taken
WHEN EXISTS (SELECT 1 FROM number_spoilt v WHERE v.series_id = NEW.series_id AND v.value = NEW.value)
BEGIN SELECT RAISE(ABORT, 'number_taken: spoilt'); END;
