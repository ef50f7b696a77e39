-- Area billing: the ledger of each infant and month, and the receipts. Both are append-only: a balance is
-- a sum, what happens to a receipt later is a row of its own.

CREATE TABLE ledger_entry (
    id          TEXT PRIMARY KEY,
    infant_id   TEXT NOT NULL REFERENCES infant (id),
    contract_id TEXT REFERENCES contract (id),
    month       TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    kind        TEXT NOT NULL,
    item        TEXT NOT NULL,
    category    TEXT NOT NULL,
    -- fen; what the family owes is positive, what it paid or is owed is negative
    amount_fen  INTEGER NOT NULL CHECK (amount_fen <> 0),
    receipt_id  TEXT REFERENCES receipt (id),
    reverses    TEXT REFERENCES ledger_entry (id),
    day         TEXT NOT NULL CHECK (day = date(day)),
    at          INTEGER NOT NULL,
    person_id   TEXT REFERENCES person (id),
    why         TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(why)),
    note        TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_infant ON ledger_entry (infant_id, month);
CREATE INDEX ledger_month ON ledger_entry (month, kind);
CREATE INDEX ledger_receipt ON ledger_entry (receipt_id);
-- One charge an infant, contract, month and item: charging twice finds the first.
CREATE UNIQUE INDEX ledger_charge ON ledger_entry (infant_id, contract_id, month, item) WHERE kind = 'charge' AND reverses IS NULL;

CREATE TABLE receipt (
    id            TEXT PRIMARY KEY,
    number        TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL CHECK (kind IN ('receipt', 'red')),
    reverses_id   TEXT REFERENCES receipt (id),
    issued_on     TEXT NOT NULL CHECK (issued_on = date(issued_on)),
    at            INTEGER NOT NULL,
    infant_id     TEXT NOT NULL REFERENCES infant (id),
    infant_name   TEXT NOT NULL,
    class_name    TEXT NOT NULL,
    contract_id   TEXT REFERENCES contract (id),
    contract_number TEXT NOT NULL,
    payer         TEXT NOT NULL CHECK (length(trim(payer)) > 0),
    payee         TEXT NOT NULL,
    payee_uscc    TEXT NOT NULL,
    channel       TEXT NOT NULL,
    channel_reference TEXT NOT NULL,
    total_fen     INTEGER NOT NULL CHECK (total_fen <> 0),
    cashier_id    TEXT REFERENCES person (id),
    cashier       TEXT NOT NULL,
    reviewer      TEXT NOT NULL,
    note          TEXT NOT NULL,
    reason        TEXT NOT NULL,
    -- red ones: whether the amount is still owed (a mistake) or not (a refund)
    cause         TEXT,
    CHECK ((kind = 'red') = (cause IS NOT NULL)),
    CHECK ((kind = 'red') = (reverses_id IS NOT NULL)),
    CHECK ((kind = 'red') = (total_fen < 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_day ON receipt (issued_on, number);
CREATE INDEX receipt_infant ON receipt (infant_id, issued_on);
CREATE INDEX receipt_reverses ON receipt (reverses_id);

CREATE TABLE receipt_line (
    receipt_id  TEXT NOT NULL REFERENCES receipt (id),
    seq         INTEGER NOT NULL CHECK (seq > 0),
    item        TEXT NOT NULL,
    category    TEXT NOT NULL,
    unit        TEXT NOT NULL,
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    price_fen   INTEGER NOT NULL,
    amount_fen  INTEGER NOT NULL CHECK (amount_fen <> 0),
    month       TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    from_day    TEXT NOT NULL CHECK (from_day = date(from_day)),
    to_day      TEXT NOT NULL CHECK (to_day = date(to_day) AND to_day >= from_day),
    -- red lines: the line of the original that is taken back
    reverses_seq INTEGER,
    PRIMARY KEY (receipt_id, seq)
) STRICT, WITHOUT ROWID;

-- What happens to a receipt later: void, official bill. A red-letter receipt is a receipt that names its original.
CREATE TABLE receipt_event (
    id         TEXT PRIMARY KEY,
    receipt_id TEXT NOT NULL REFERENCES receipt (id),
    kind       TEXT NOT NULL CHECK (kind IN ('void', 'official_bill')),
    bill_code  TEXT,
    bill_number TEXT,
    reason     TEXT NOT NULL DEFAULT '',
    copies_back INTEGER CHECK (copies_back IN (0, 1)),
    at         INTEGER NOT NULL,
    day        TEXT NOT NULL CHECK (day = date(day)),
    person_id  TEXT REFERENCES person (id),
    approved_by TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_event_receipt ON receipt_event (receipt_id);
-- A receipt is voided at most once.
CREATE UNIQUE INDEX receipt_event_void ON receipt_event (receipt_id) WHERE kind = 'void';

-- REPLACE on a partial unique index would delete the earlier row; these say no first.
CREATE TRIGGER receipt_event_void_once BEFORE INSERT ON receipt_event
WHEN NEW.kind = 'void' AND EXISTS (SELECT 1 FROM receipt_event WHERE receipt_id = NEW.receipt_id AND kind = 'void')
BEGIN SELECT RAISE(ABORT, 'append-only: receipt_event'); END;

CREATE TRIGGER ledger_charge_once BEFORE INSERT ON ledger_entry
WHEN NEW.kind = 'charge' AND NEW.reverses IS NULL AND EXISTS (
    SELECT 1 FROM ledger_entry WHERE infant_id = NEW.infant_id AND contract_id = NEW.contract_id
    AND month = NEW.month AND item = NEW.item AND kind = 'charge' AND reverses IS NULL)
BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;
