DROP TABLE log_events;
DROP TABLE log_tiles;
DROP TABLE log_keys;
DROP TABLE log_heads;
DROP INDEX audit_entries_pending;
DROP INDEX audit_entries_leaf;
ALTER TABLE audit_entries DROP COLUMN salt;
ALTER TABLE audit_entries DROP COLUMN leaf_index;
