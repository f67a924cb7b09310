-- Contains-search by name that stays fast at a million rows: trigrams, kept by triggers.
CREATE VIRTUAL TABLE objects_name_search USING fts5 (name, content = 'objects', content_rowid = 'id', tokenize = 'trigram', detail = 'none');

CREATE TRIGGER objects_name_search_insert AFTER INSERT ON objects BEGIN
    INSERT INTO objects_name_search (rowid, name) VALUES (new.id, new.name);
END;

CREATE TRIGGER objects_name_search_update AFTER UPDATE OF name ON objects WHEN old.name <> new.name BEGIN
    INSERT INTO objects_name_search (objects_name_search, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO objects_name_search (rowid, name) VALUES (new.id, new.name);
END;

-- The public looks for results by the name under which the object was drawn; that name never changes.
CREATE VIRTUAL TABLE inspections_name_search USING fts5 (object_name, content = 'inspections', content_rowid = 'id', tokenize = 'trigram', detail = 'none');

CREATE TRIGGER inspections_name_search_insert AFTER INSERT ON inspections BEGIN
    INSERT INTO inspections_name_search (rowid, object_name) VALUES (new.id, new.object_name);
END;
