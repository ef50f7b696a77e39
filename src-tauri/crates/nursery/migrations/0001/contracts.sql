-- Area contracts: the service contract with its five required terms as data.

CREATE TABLE contract (
    id            TEXT PRIMARY KEY,
    number        TEXT UNIQUE,
    infant_id     TEXT NOT NULL REFERENCES infant (id),
    template      TEXT NOT NULL,
    status        TEXT NOT NULL,
    drafted_on    TEXT NOT NULL CHECK (drafted_on = date(drafted_on)),
    service_form  TEXT NOT NULL,
    class_kind    TEXT,
    -- term 1: service period
    from_day      TEXT CHECK (from_day = date(from_day)),
    to_day        TEXT CHECK (to_day = date(to_day)),
    daily_from    TEXT NOT NULL DEFAULT '',
    daily_to      TEXT NOT NULL DEFAULT '',
    meals         TEXT NOT NULL DEFAULT '',
    settling_days INTEGER CHECK (settling_days BETWEEN 0 AND 60),
    -- term 3: refund standard and method
    refund_rules  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(refund_rules)),
    refund_method TEXT NOT NULL DEFAULT '',
    -- term 4: span of one prepayment
    prepay_months INTEGER CHECK (prepay_months > 0),
    due_day       INTEGER CHECK (due_day BETWEEN 1 AND 28),
    -- term 5: dispute resolution
    dispute       TEXT NOT NULL DEFAULT '',
    deposit_terms TEXT NOT NULL DEFAULT '',
    special_terms TEXT NOT NULL DEFAULT '',
    insurance     TEXT NOT NULL DEFAULT '',
    hospital      TEXT NOT NULL DEFAULT '',
    -- null: not asked yet
    medication_consent INTEGER CHECK (medication_consent IN (0, 1)),
    first_aid_consent  INTEGER CHECK (first_aid_consent IN (0, 1)),
    photo_consent      INTEGER CHECK (photo_consent IN (0, 1)),
    clauses       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(clauses)),
    signed_on     TEXT CHECK (signed_on = date(signed_on)),
    signed_place  TEXT NOT NULL DEFAULT '',
    copies        INTEGER NOT NULL DEFAULT 2 CHECK (copies BETWEEN 1 AND 9),
    ended_on      TEXT CHECK (ended_on = date(ended_on)),
    ended_reason  TEXT,
    renews        TEXT REFERENCES contract (id),
    CHECK ((number IS NULL) = (status = 'draft'))
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_infant ON contract (infant_id, status);
CREATE INDEX contract_to ON contract (status, to_day);
CREATE INDEX contract_renews ON contract (renews);

-- term 2: charged items and amounts
CREATE TABLE contract_fee (
    id          TEXT PRIMARY KEY,
    contract_id TEXT NOT NULL REFERENCES contract (id),
    seq         INTEGER NOT NULL CHECK (seq > 0),
    item        TEXT NOT NULL CHECK (length(trim(item)) > 0),
    category    TEXT NOT NULL,
    unit        TEXT NOT NULL,
    price_fen   INTEGER NOT NULL CHECK (price_fen > 0),
    discount_fen INTEGER NOT NULL DEFAULT 0 CHECK (discount_fen >= 0 AND discount_fen <= price_fen),
    discount_reason TEXT NOT NULL DEFAULT '',
    from_day    TEXT CHECK (from_day = date(from_day)),
    to_day      TEXT CHECK (to_day = date(to_day))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contract_fee_seq ON contract_fee (contract_id, seq);

-- What was agreed stays as agreed: only a draft's fees change.
CREATE TRIGGER contract_fee_insert BEFORE INSERT ON contract_fee
WHEN (SELECT status FROM contract WHERE id = NEW.contract_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'append-only: contract_fee'); END;
CREATE TRIGGER contract_fee_update BEFORE UPDATE ON contract_fee
WHEN (SELECT status FROM contract WHERE id = OLD.contract_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'append-only: contract_fee'); END;
CREATE TRIGGER contract_fee_delete BEFORE DELETE ON contract_fee
WHEN (SELECT status FROM contract WHERE id = OLD.contract_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'append-only: contract_fee'); END;
