-- The files of a freeze are hundreds of megabytes for a million objects, and compressing them the old way took a third of the
-- freeze. Where the server was built without LZ4 they stay as they are.
DO $$
BEGIN
    ALTER TABLE draw_files ALTER COLUMN content SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    ALTER TABLE draw_files ALTER COLUMN content SET STORAGE EXTERNAL;
END
$$;
