-- What a department demands of its draws.
CREATE TABLE draw_policies (
    department_id BIGINT PRIMARY KEY NOT NULL REFERENCES departments (id),
    policy TEXT NOT NULL,
    -- Its witnesses' roles once more, to be searched for.
    witness_roles TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

-- What was announced of a round, and how far its ceremony is.
CREATE TABLE draw_announcements (
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    round INTEGER NOT NULL,
    content TEXT NOT NULL,
    announced_at TIMESTAMP NOT NULL,
    -- By when what is awaited now must have happened, or the round is void.
    due_at TIMESTAMP,
    -- The public value: not shown before another person has confirmed it.
    entropy TEXT,
    entropy_by BIGINT REFERENCES users (id),
    entropy_at TIMESTAMP,
    confirmed_by BIGINT REFERENCES users (id),
    confirmed_at TIMESTAMP,
    void_code TEXT,
    voided_at TIMESTAMP,
    void_reason TEXT,
    PRIMARY KEY (task_id, round)
);
CREATE INDEX draw_announcements_due ON draw_announcements (due_at) WHERE due_at IS NOT NULL;

-- The hash of a sealed result is public at once, the result itself once it is released.
ALTER TABLE draws ADD COLUMN result_hash TEXT;
ALTER TABLE draws ADD COLUMN released_at TIMESTAMP;
UPDATE draws SET released_at = drawn_at WHERE result IS NOT NULL;
CREATE INDEX draws_sealed ON draws (task_id) WHERE result IS NOT NULL AND released_at IS NULL;

-- An object found not to exist, and the reserve that takes its place.
CREATE TABLE substitutions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    draw_id BIGINT NOT NULL REFERENCES draws (id),
    inspection_id BIGINT NOT NULL REFERENCES inspections (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    filed_by BIGINT NOT NULL REFERENCES users (id),
    filed_at TIMESTAMP NOT NULL,
    decided_by BIGINT REFERENCES users (id),
    decided_at TIMESTAMP,
    opinion TEXT NOT NULL,
    replacement_id BIGINT REFERENCES inspections (id),
    -- What is logged of it, canonical JSON: of a sealed round its hash is logged first.
    told TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX substitutions_task ON substitutions (task_id, id);
