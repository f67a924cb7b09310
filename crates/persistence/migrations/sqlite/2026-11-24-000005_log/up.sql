-- The public log: audit entries get their place in it when they are sequenced, in batches.
ALTER TABLE audit_entries ADD COLUMN leaf_index BIGINT;
-- 32 random bytes, so that the hash of an entry tells nothing about it.
ALTER TABLE audit_entries ADD COLUMN salt BLOB;
CREATE UNIQUE INDEX audit_entries_leaf ON audit_entries (leaf_index) WHERE leaf_index IS NOT NULL;
-- By both columns: whoever asks for this order cannot be served by the primary key, through everything sequenced.
CREATE INDEX audit_entries_pending ON audit_entries (leaf_index, id) WHERE leaf_index IS NULL;

-- One row. Whoever holds it sequences; every step moves it in the transaction that writes the tiles.
CREATE TABLE log_heads (
    id INTEGER PRIMARY KEY NOT NULL,
    -- Empty until the first start-up names the log.
    origin TEXT NOT NULL,
    size BIGINT NOT NULL,
    -- The signed note.
    checkpoint TEXT NOT NULL
);
INSERT INTO log_heads (id, origin, size, checkpoint) VALUES (1, '', 0, '');

CREATE TABLE log_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    -- Name, id and public key, as C2SP signed notes write them.
    vkey TEXT NOT NULL UNIQUE,
    -- Gone once the key is retired.
    private_key BLOB,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP,
    -- The last checkpoint that the key signed, together with its successor.
    handover TEXT
);

CREATE TABLE log_tiles (
    -- -1: the entries; 0 and above: hashes.
    level INTEGER NOT NULL,
    number BIGINT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (level, number)
);

-- The leaves that show something of a task, to be found by it.
CREATE TABLE log_events (
    leaf_index BIGINT PRIMARY KEY NOT NULL,
    leaf_hash TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL,
    task_id BIGINT,
    round INTEGER,
    at TIMESTAMP NOT NULL
);
CREATE INDEX log_events_task ON log_events (task_id, leaf_index);
