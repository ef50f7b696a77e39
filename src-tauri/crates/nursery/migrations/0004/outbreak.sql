-- Area health: clusters and outbreaks (聚集与暴发).

CREATE TABLE outbreak (
    id          TEXT PRIMARY KEY,
    disease     TEXT NOT NULL CHECK (length(trim(disease)) > 0),
    -- the first day whose cases belong to it
    from_day    TEXT NOT NULL CHECK (from_day = date(from_day)),
    -- classes concerned, as ids; empty for the whole nursery
    classes     TEXT NOT NULL CHECK (json_valid(classes)),
    note        TEXT NOT NULL DEFAULT '',
    declared_at INTEGER NOT NULL,
    declared_by TEXT NOT NULL REFERENCES person (id),
    ended_on    TEXT CHECK (ended_on = date(ended_on)),
    ended_for   TEXT NOT NULL DEFAULT '',
    ended_by    TEXT REFERENCES person (id)
) STRICT, WITHOUT ROWID;

-- 报告记录: to whom a cluster or outbreak was reported, who answered, what was ordered.
CREATE TABLE outbreak_report (
    id          TEXT PRIMARY KEY,
    outbreak_id TEXT REFERENCES outbreak (id),
    -- of a cluster that was not declared: its key
    cluster     TEXT NOT NULL DEFAULT '',
    stage       TEXT NOT NULL,
    authority   TEXT NOT NULL CHECK (length(trim(authority)) > 0),
    phone       TEXT NOT NULL DEFAULT '',
    answered_by TEXT NOT NULL CHECK (length(trim(answered_by)) > 0),
    text        TEXT NOT NULL CHECK (length(trim(text)) > 0),
    orders      TEXT NOT NULL DEFAULT '',
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    done_by     TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT NOT NULL REFERENCES person (id),
    entry       TEXT NOT NULL,
    late_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX outbreak_report_outbreak ON outbreak_report (outbreak_id, occurred_at);
CREATE INDEX outbreak_report_cluster ON outbreak_report (cluster) WHERE cluster <> '';

-- What is known of a case beside the illness: 采样.
ALTER TABLE illness ADD COLUMN sample TEXT NOT NULL DEFAULT '';
