DROP INDEX objects_name_search;
