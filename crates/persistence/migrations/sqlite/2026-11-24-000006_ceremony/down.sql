DROP TABLE substitutions;
DROP INDEX draws_sealed;
ALTER TABLE draws DROP COLUMN released_at;
ALTER TABLE draws DROP COLUMN result_hash;
DROP TABLE draw_announcements;
DROP TABLE draw_policies;
