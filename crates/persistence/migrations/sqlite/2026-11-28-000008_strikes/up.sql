-- Drawn objects that are to lose their places at somebody's discretion.
CREATE TABLE strikes (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    draw_id BIGINT NOT NULL REFERENCES draws (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    filed_by BIGINT NOT NULL REFERENCES users (id),
    filed_at TIMESTAMP NOT NULL,
    decided_by BIGINT REFERENCES users (id),
    decided_at TIMESTAMP,
    opinion TEXT NOT NULL,
    -- The first round that makes up for it, once approved.
    first_round INTEGER,
    -- What is logged of it, canonical JSON: of a sealed round its hash is logged first.
    told TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX strikes_task ON strikes (task_id, id);
-- What waits for a leader.
CREATE INDEX strikes_state ON strikes (state, id);

CREATE TABLE strike_inspections (
    strike_id BIGINT NOT NULL REFERENCES strikes (id),
    inspection_id BIGINT NOT NULL REFERENCES inspections (id),
    PRIMARY KEY (strike_id, inspection_id)
);
-- What an inspection has to do with strikes.
CREATE INDEX strike_inspections_inspection ON strike_inspections (inspection_id);
