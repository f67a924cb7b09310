DROP INDEX objects_gone;
DROP INDEX inspections_statistics;
DROP INDEX inspections_due;
ALTER TABLE tasks DROP COLUMN witnesses;
