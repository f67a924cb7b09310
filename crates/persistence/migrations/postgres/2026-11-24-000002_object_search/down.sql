DROP INDEX inspections_name_search;
DROP INDEX objects_name_search;
