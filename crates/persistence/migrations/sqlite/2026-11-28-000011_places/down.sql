DROP TRIGGER audit_entries_await_place;
ALTER TABLE audit_entries ADD COLUMN leaf_index BIGINT;
ALTER TABLE audit_entries ADD COLUMN salt BLOB;
UPDATE audit_entries SET leaf_index = log_places.leaf_index, salt = log_places.salt
    FROM log_places WHERE log_places.entry_id = audit_entries.id;
CREATE UNIQUE INDEX audit_entries_leaf ON audit_entries (leaf_index) WHERE leaf_index IS NOT NULL;
CREATE INDEX audit_entries_pending ON audit_entries (leaf_index, id) WHERE leaf_index IS NULL;
DROP TABLE log_pending;
DROP TABLE log_places;
