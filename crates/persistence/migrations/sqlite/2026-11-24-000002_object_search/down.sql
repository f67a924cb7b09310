DROP TRIGGER inspections_name_search_insert;
DROP TABLE inspections_name_search;
DROP TRIGGER objects_name_search_insert;
DROP TRIGGER objects_name_search_update;
DROP TABLE objects_name_search;
