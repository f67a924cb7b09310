DROP TABLE strike_inspections;
DROP TABLE strikes;
