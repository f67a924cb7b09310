-- Who was passed over, object by object: a round of a hundred thousand objects has millions of skips, and somebody who asks
-- about one object shall not wait for all.
CREATE TABLE draw_skips (
    draw_id BIGINT NOT NULL REFERENCES draws (id),
    -- Number of the object's first skip in the round, from 0, in the order in which teams were formed.
    start BIGINT NOT NULL,
    -- How many skips the object has, at least one.
    length BIGINT NOT NULL,
    did TEXT NOT NULL,
    -- JSON: place, code of the inspector, reason of each.
    skips TEXT NOT NULL,
    PRIMARY KEY (draw_id, start)
);
CREATE UNIQUE INDEX draw_skips_did ON draw_skips (draw_id, did);
CREATE INDEX inspections_did ON inspections (draw_id, did);

-- What waits for a leader, and what an inspection has to do with substitutions, from either side.
CREATE INDEX substitutions_state ON substitutions (state, id);
CREATE INDEX substitutions_inspection ON substitutions (inspection_id);
CREATE INDEX substitutions_replacement ON substitutions (replacement_id);

INSERT INTO draw_skips (draw_id, start, length, did, skips)
SELECT
    draws.id,
    MIN(skip.number) - 1,
    COUNT(*),
    skip.value ->> 'did',
    json_agg(json_build_array(skip.value -> 'slot', skip.value -> 'inspector', skip.value -> 'why') ORDER BY skip.number)::TEXT
FROM draws, json_array_elements(draws.skips::JSON) WITH ORDINALITY AS skip (value, number)
WHERE draws.skips IS NOT NULL
GROUP BY draws.id, skip.value ->> 'did';

ALTER TABLE draws DROP COLUMN skips;
