-- 双人: which row is witnessed, so that it can say by whom.
ALTER TABLE second_waiting ADD COLUMN subject_id TEXT;
CREATE INDEX second_waiting_subject ON second_waiting (subject_id) WHERE subject_id IS NOT NULL;
