-- The sums of the ledger are read from the index alone: the month of ten years' accounts is one pass over it.
DROP INDEX ledger_infant;
CREATE INDEX ledger_infant ON ledger_entry (infant_id, month, category, kind, amount_fen);
