-- How many witnesses the plan asks for, beside the plan: whose draws wait for a witness is asked for often.
ALTER TABLE tasks ADD COLUMN witnesses BIGINT NOT NULL DEFAULT 0;
UPDATE tasks SET witnesses = COALESCE(json_extract(plan, '$.witnesses'), 0);

-- What is to be disclosed next.
CREATE INDEX inspections_due ON inspections (due_on, id) WHERE disclosed_at IS NULL AND due_on IS NOT NULL;

-- Public statistics are read from this index alone.
CREATE INDEX inspections_statistics ON inspections (ended_on, result, object_division) WHERE disclosed_at IS NOT NULL;

-- Objects that do not exist any more are few: whoever lists them does not walk through all.
CREATE INDEX objects_gone ON objects (status, id) WHERE status <> 'active';
