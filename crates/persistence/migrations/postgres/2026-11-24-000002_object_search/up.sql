-- Contains-search by name that stays fast at a million rows: trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX objects_name_search ON objects USING gin (name gin_trgm_ops);

-- The public looks for results by the name under which the object was drawn.
CREATE INDEX inspections_name_search ON inspections USING gin (object_name gin_trgm_ops);
