ALTER TABLE draws ADD COLUMN skips TEXT;
UPDATE draws SET skips = '[]' WHERE result IS NOT NULL;
UPDATE draws
SET skips = (
    SELECT json_agg(
        json_build_object('did', one.did, 'slot', skip.value -> 0, 'inspector', skip.value -> 1, 'why', skip.value -> 2)
        ORDER BY one.start, skip.number
    )::TEXT
    FROM draw_skips AS one, json_array_elements(one.skips::JSON) WITH ORDINALITY AS skip (value, number)
    WHERE one.draw_id = draws.id
)
WHERE id IN (SELECT draw_id FROM draw_skips);
DROP INDEX substitutions_replacement;
DROP INDEX substitutions_inspection;
DROP INDEX substitutions_state;
DROP INDEX inspections_did;
DROP TABLE draw_skips;
