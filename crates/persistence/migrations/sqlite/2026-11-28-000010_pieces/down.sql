-- SQLite stores files as they are.
SELECT 1;
