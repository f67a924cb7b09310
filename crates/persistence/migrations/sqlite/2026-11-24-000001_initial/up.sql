-- Who we are.
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    number_prefix TEXT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE departments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    body_id BIGINT NOT NULL REFERENCES bodies (id)
);

CREATE TABLE divisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    parent_code TEXT,
    current_code TEXT
);

-- Libraries.
CREATE TABLE objects (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    founded DATE,
    enterprise_type TEXT NOT NULL,
    capital TEXT NOT NULL,
    scope TEXT NOT NULL,
    address TEXT NOT NULL,
    division TEXT,
    industry TEXT,
    risk_class TEXT,
    risk_score INTEGER,
    assessed_on DATE,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX objects_division ON objects (division, id);
CREATE INDEX objects_risk_class ON objects (risk_class, id);

CREATE TABLE inspectors (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    gender TEXT NOT NULL,
    department_id BIGINT NOT NULL REFERENCES departments (id),
    division TEXT,
    certificate_number TEXT NOT NULL,
    certificate_expires DATE NOT NULL,
    qualifications TEXT NOT NULL,
    expert BOOLEAN NOT NULL,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX inspectors_department ON inspectors (department_id, id);

CREATE TABLE recusals (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    inspector_id BIGINT NOT NULL REFERENCES inspectors (id),
    object_id BIGINT NOT NULL REFERENCES objects (id),
    reason TEXT NOT NULL,
    UNIQUE (inspector_id, object_id)
);
CREATE INDEX recusals_object ON recusals (object_id);

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    username TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    department_id BIGINT REFERENCES departments (id),
    inspector_id BIGINT REFERENCES inspectors (id),
    active BOOLEAN NOT NULL,
    epoch BIGINT NOT NULL,
    failed_logins INTEGER NOT NULL,
    locked_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE signing_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kid TEXT NOT NULL UNIQUE,
    private_key BLOB NOT NULL,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP
);

-- Matters and the published list.
CREATE TABLE matters (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    department_id BIGINT NOT NULL REFERENCES departments (id),
    legal_basis TEXT NOT NULL,
    qualification TEXT NOT NULL,
    ratio_ppm INTEGER NOT NULL,
    frequency INTEGER NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE check_items (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    matter_id BIGINT NOT NULL REFERENCES matters (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    retired BOOLEAN NOT NULL
);
CREATE INDEX check_items_matter ON check_items (matter_id, position);

CREATE TABLE matter_lists (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    version BIGINT NOT NULL UNIQUE,
    published_at TIMESTAMP NOT NULL,
    published_by BIGINT NOT NULL REFERENCES users (id)
);

CREATE TABLE matter_list_entries (
    list_id BIGINT NOT NULL REFERENCES matter_lists (id),
    matter_id BIGINT NOT NULL REFERENCES matters (id),
    PRIMARY KEY (list_id, matter_id)
);

CREATE TABLE object_matters (
    matter_id BIGINT NOT NULL REFERENCES matters (id),
    object_id BIGINT NOT NULL REFERENCES objects (id),
    PRIMARY KEY (matter_id, object_id)
);
CREATE INDEX object_matters_object ON object_matters (object_id, matter_id);

-- Tasks and draws.
CREATE TABLE counters (
    name TEXT NOT NULL,
    body_id BIGINT NOT NULL REFERENCES bodies (id),
    year INTEGER NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (name, body_id, year)
);

CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    body_id BIGINT NOT NULL REFERENCES bodies (id),
    department_id BIGINT NOT NULL REFERENCES departments (id),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    plan TEXT NOT NULL,
    round INTEGER NOT NULL,
    reason TEXT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    approved_by BIGINT REFERENCES users (id),
    approved_at TIMESTAMP,
    disclosed_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX tasks_department ON tasks (department_id, id);
CREATE INDEX tasks_body ON tasks (body_id, id);
CREATE INDEX tasks_state ON tasks (state, id);

CREATE TABLE task_matters (
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    matter_id BIGINT NOT NULL REFERENCES matters (id),
    PRIMARY KEY (task_id, matter_id)
);

CREATE TABLE draw_commitments (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    round INTEGER NOT NULL,
    party TEXT NOT NULL,
    user_id BIGINT REFERENCES users (id),
    commitment TEXT NOT NULL,
    reveal TEXT,
    committed_at TIMESTAMP NOT NULL,
    revealed_at TIMESTAMP,
    UNIQUE (task_id, round, party)
);

CREATE TABLE draws (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    round INTEGER NOT NULL,
    state TEXT NOT NULL,
    "freeze" TEXT NOT NULL,
    freeze_hash TEXT NOT NULL,
    operator_secret BLOB NOT NULL,
    strata TEXT NOT NULL,
    entropy TEXT,
    result TEXT,
    skips TEXT,
    reason TEXT NOT NULL,
    frozen_at TIMESTAMP NOT NULL,
    drawn_at TIMESTAMP,
    UNIQUE (task_id, round)
);

-- Files of a bundle, in pieces: a roster of millions never stands in memory.
CREATE TABLE draw_files (
    draw_id BIGINT NOT NULL REFERENCES draws (id),
    name TEXT NOT NULL,
    piece INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (draw_id, name, piece)
);

-- Inspections.
CREATE TABLE inspections (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task_id BIGINT NOT NULL REFERENCES tasks (id),
    draw_id BIGINT NOT NULL REFERENCES draws (id),
    object_id BIGINT NOT NULL REFERENCES objects (id),
    object_code TEXT NOT NULL,
    object_name TEXT NOT NULL,
    object_address TEXT NOT NULL,
    object_division TEXT,
    did TEXT NOT NULL,
    stratum INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    state TEXT NOT NULL,
    record TEXT,
    remark TEXT,
    result TEXT,
    disposition TEXT,
    ended_on DATE,
    recorded_by BIGINT REFERENCES users (id),
    recorded_at TIMESTAMP,
    due_on DATE,
    disclosed_at TIMESTAMP,
    version BIGINT NOT NULL,
    UNIQUE (task_id, object_id)
);
CREATE INDEX inspections_task ON inspections (task_id, id);
CREATE INDEX inspections_object ON inspections (object_id, ended_on);
CREATE INDEX inspections_code ON inspections (object_code, id);
CREATE INDEX inspections_ended ON inspections (ended_on, object_id);
CREATE INDEX inspections_disclosed ON inspections (disclosed_at, id) WHERE disclosed_at IS NOT NULL;
CREATE INDEX inspections_result ON inspections (result, disclosed_at, id) WHERE disclosed_at IS NOT NULL;

CREATE TABLE inspection_team (
    inspection_id BIGINT NOT NULL REFERENCES inspections (id),
    slot INTEGER NOT NULL,
    inspector_id BIGINT NOT NULL REFERENCES inspectors (id),
    PRIMARY KEY (inspection_id, slot)
);
CREATE INDEX inspection_team_inspector ON inspection_team (inspector_id, inspection_id);

CREATE TABLE inspection_matters (
    inspection_id BIGINT NOT NULL REFERENCES inspections (id),
    matter_id BIGINT NOT NULL REFERENCES matters (id),
    PRIMARY KEY (inspection_id, matter_id)
);

CREATE TABLE transfers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    inspection_id BIGINT NOT NULL REFERENCES inspections (id),
    number TEXT UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    recipient TEXT NOT NULL,
    facts TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    evidence TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_by BIGINT NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    approved_by BIGINT REFERENCES users (id),
    approved_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX transfers_inspection ON transfers (inspection_id);

-- What happened, and what is happening.
CREATE TABLE calendar_days (
    day DATE NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
);

CREATE TABLE audit_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at TIMESTAMP NOT NULL,
    user_id BIGINT REFERENCES users (id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    resource TEXT NOT NULL,
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX audit_entries_resource ON audit_entries (resource, key, id);
CREATE INDEX audit_entries_action ON audit_entries (action, id);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- Which server runs it: only that one may fail it when it starts again.
    node TEXT NOT NULL,
    report TEXT,
    error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX jobs_user ON jobs (user_id, id);
