-- What several areas need: replies, drafts, settings, policy, papers, issued papers, numbers, cases,
-- amendments, the find index.

CREATE TABLE setting (
    id    TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- A repeated call (same request id) gets the first reply; swept after some days.
CREATE TABLE call_reply (
    request_id TEXT PRIMARY KEY,
    operation  TEXT NOT NULL,
    person_id  TEXT NOT NULL,
    reply      TEXT NOT NULL,
    at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX call_reply_at ON call_reply (at);

CREATE TABLE draft (
    person_id TEXT NOT NULL REFERENCES person (id),
    screen    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    content   TEXT NOT NULL CHECK (json_valid(content)),
    at        INTEGER NOT NULL,
    PRIMARY KEY (person_id, screen, subject)
) STRICT, WITHOUT ROWID;

-- Dated legal numbers: shipped, imported in a pack, or overridden by the director. Rows are only added.
CREATE TABLE policy_value (
    id           TEXT PRIMARY KEY,
    key          TEXT NOT NULL,
    level        TEXT NOT NULL CHECK (level IN ('nation', 'province', 'city', 'district', 'contract')),
    jurisdiction TEXT NOT NULL,
    value        TEXT NOT NULL CHECK (json_valid(value)),
    unit         TEXT NOT NULL,
    from_day     TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day       TEXT CHECK (to_day = date(to_day)),
    combine      TEXT NOT NULL CHECK (combine IN ('specific', 'strictest_min', 'strictest_max', 'all')),
    source       TEXT NOT NULL,
    article      TEXT NOT NULL,
    confidence   TEXT NOT NULL CHECK (confidence IN ('confirmed', 'high', 'medium', 'low', 'own')),
    origin       TEXT NOT NULL,
    reason       TEXT,
    added_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_value_key ON policy_value (key, from_day);

-- 证照: one row a paper of anybody or anything; a renewal is a new row that replaces the old one.
CREATE TABLE paper (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    owner_kind  TEXT NOT NULL CHECK (owner_kind IN ('institution', 'infant', 'person', 'contract', 'thing')),
    owner_id    TEXT NOT NULL,
    number      TEXT,
    issuer      TEXT,
    issued_on   TEXT CHECK (issued_on = date(issued_on)),
    valid_to    TEXT CHECK (valid_to = date(valid_to)),
    verified_by TEXT REFERENCES person (id),
    verified_on TEXT CHECK (verified_on = date(verified_on)),
    facts       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
    replaces    TEXT REFERENCES paper (id),
    note        TEXT,
    withdrawn   INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_owner ON paper (owner_kind, owner_id, kind);
CREATE INDEX paper_valid_to ON paper (valid_to);

CREATE TABLE paper_file (
    paper_id TEXT NOT NULL REFERENCES paper (id),
    seq      INTEGER NOT NULL CHECK (seq > 0),
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
    name     TEXT NOT NULL,
    mime     TEXT NOT NULL,
    size     INTEGER NOT NULL CHECK (size > 0),
    PRIMARY KEY (paper_id, seq)
) STRICT, WITHOUT ROWID;

-- 签发件: each paper that was made; its snapshot redraws it exactly (form@version).
CREATE TABLE issued (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    form         TEXT NOT NULL CHECK (form GLOB '*@[0-9]*'),
    number       TEXT,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    snapshot     TEXT NOT NULL CHECK (json_valid(snapshot)),
    sha256       TEXT NOT NULL CHECK (length(sha256) = 64),
    file_sha256  TEXT CHECK (length(file_sha256) = 64),
    at           INTEGER NOT NULL,
    person_id    TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_subject ON issued (subject_kind, subject_id, at);
CREATE INDEX issued_kind ON issued (kind, at);

CREATE TABLE issued_print (
    id        TEXT PRIMARY KEY,
    issued_id TEXT NOT NULL REFERENCES issued (id),
    nth       INTEGER NOT NULL CHECK (nth >= 0),
    substitutes TEXT NOT NULL DEFAULT '',
    at        INTEGER NOT NULL,
    person_id TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX issued_print_nth ON issued_print (issued_id, nth);

-- 编号: the gap-free series; a number is a row, taken in the transaction that posts what carries it.
CREATE TABLE number_series (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    book       TEXT NOT NULL,
    year       INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    first      INTEGER NOT NULL CHECK (first > 0),
    width      INTEGER NOT NULL CHECK (width BETWEEN 1 AND 12),
    prefix     TEXT NOT NULL,
    UNIQUE (kind, book, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_taken (
    series_id  TEXT NOT NULL REFERENCES number_series (id),
    value      INTEGER NOT NULL CHECK (value > 0),
    day        TEXT NOT NULL CHECK (day = date(day)),
    for_kind   TEXT NOT NULL,
    for_id     TEXT NOT NULL,
    PRIMARY KEY (series_id, value)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX number_taken_for ON number_taken (for_kind, for_id);

-- 个案: a subject with an append-only list of steps; the state is the last step's.
CREATE TABLE case_file (
    id           TEXT PRIMARY KEY,
    kind         TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    opened_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_file_subject ON case_file (kind, subject_kind, subject_id);

CREATE TABLE case_step (
    id        TEXT PRIMARY KEY,
    case_id   TEXT NOT NULL REFERENCES case_file (id),
    seq       INTEGER NOT NULL CHECK (seq > 0),
    move      TEXT NOT NULL,
    state     TEXT NOT NULL,
    at        INTEGER NOT NULL,
    person_id TEXT REFERENCES person (id),
    due       TEXT CHECK (due = date(due)),
    note      TEXT,
    facts     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX case_step_seq ON case_step (case_id, seq);

-- 更正: every earlier value of a record that was amended.
CREATE TABLE amendment (
    id         TEXT PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id     TEXT NOT NULL,
    field      TEXT NOT NULL,
    before     TEXT,
    after      TEXT,
    reason     TEXT NOT NULL CHECK (length(reason) > 0),
    person_id  TEXT NOT NULL REFERENCES person (id),
    at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX amendment_row ON amendment (table_name, row_id);

-- 查找: one index for everything that Ctrl+K finds; kept by Change, filtered by scope on the way out.
CREATE TABLE find_entry (
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    title    TEXT NOT NULL,
    detail   TEXT NOT NULL,
    class_id TEXT,
    rank     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE find_key (
    key  TEXT NOT NULL,
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    PRIMARY KEY (key, kind, id),
    FOREIGN KEY (kind, id) REFERENCES find_entry (kind, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX find_key_of ON find_key (kind, id);

-- 应办: only what a person decided about a duty is stored.
CREATE TABLE duty_snooze (
    person_id TEXT NOT NULL REFERENCES person (id),
    duty      TEXT NOT NULL,
    subject   TEXT NOT NULL,
    until_day TEXT NOT NULL CHECK (until_day = date(until_day)),
    PRIMARY KEY (person_id, duty, subject)
) STRICT, WITHOUT ROWID;

-- 双人: what waits for a second person, and what was decided. A waiting approval keeps its request.
CREATE TABLE second_waiting (
    id        TEXT PRIMARY KEY,
    awaited   TEXT NOT NULL CHECK (awaited IN ('witness', 'approval')),
    operation TEXT NOT NULL,
    request   TEXT NOT NULL CHECK (json_valid(request)),
    person_id TEXT NOT NULL REFERENCES person (id),
    at        INTEGER NOT NULL,
    day       TEXT NOT NULL CHECK (day = date(day))
) STRICT, WITHOUT ROWID;

CREATE TABLE second_decision (
    id         TEXT PRIMARY KEY,
    waiting_id TEXT NOT NULL UNIQUE REFERENCES second_waiting (id),
    agreed     INTEGER NOT NULL CHECK (agreed IN (0, 1)),
    person_id  TEXT NOT NULL REFERENCES person (id),
    at         INTEGER NOT NULL,
    reason     TEXT NOT NULL
) STRICT, WITHOUT ROWID;
