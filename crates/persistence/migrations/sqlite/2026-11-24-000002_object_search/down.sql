DROP TRIGGER objects_name_search_insert;
DROP TRIGGER objects_name_search_update;
DROP TABLE objects_name_search;
