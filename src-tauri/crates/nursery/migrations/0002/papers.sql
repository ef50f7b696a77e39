-- Papers (证照): pages of a scan that can be shown one by one (null: none, or of before); why a paper was withdrawn.

ALTER TABLE paper_file ADD COLUMN pages INTEGER CHECK (pages > 0);
ALTER TABLE paper ADD COLUMN withdrawn_for TEXT;
