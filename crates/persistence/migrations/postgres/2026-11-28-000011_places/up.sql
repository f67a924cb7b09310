-- Places in the log stand beside the audit entries, not in them: to write a place into an entry, PostgreSQL wrote the whole row
-- and all its index entries again, and those who wrote meanwhile waited for it.
-- No foreign keys: nothing deletes entries, and checking one would write into their rows, too.
CREATE TABLE log_places (
    leaf_index BIGINT PRIMARY KEY NOT NULL,
    entry_id BIGINT NOT NULL UNIQUE,
    -- 32 random bytes, so that the hash of an entry tells nothing about it.
    salt BYTEA NOT NULL
);
INSERT INTO log_places (leaf_index, entry_id, salt)
    SELECT leaf_index, id, salt FROM audit_entries WHERE leaf_index IS NOT NULL ORDER BY leaf_index;

-- The entries that wait for their place. Whoever writes an entry, it waits here.
CREATE TABLE log_pending (
    entry_id BIGINT PRIMARY KEY NOT NULL
);
INSERT INTO log_pending (entry_id) SELECT id FROM audit_entries WHERE leaf_index IS NULL;
CREATE FUNCTION await_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log_pending (entry_id) VALUES (NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_entries_await_place AFTER INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION await_place();

DROP INDEX audit_entries_pending;
DROP INDEX audit_entries_leaf;
ALTER TABLE audit_entries DROP COLUMN salt;
ALTER TABLE audit_entries DROP COLUMN leaf_index;

-- Hashes do not get smaller, and every step tried.
ALTER TABLE log_tiles ALTER COLUMN content SET STORAGE EXTERNAL;
