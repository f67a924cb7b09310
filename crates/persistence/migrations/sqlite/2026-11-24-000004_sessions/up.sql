-- A sign-in and the refresh tokens that followed from it, one from the other.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id),
    -- The user's at sign-in: what revokes access tokens ends the session, too.
    epoch BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE refresh_tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    session_id BIGINT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    -- SHA-256: whoever reads the database cannot use it.
    hash BLOB NOT NULL UNIQUE,
    expires_at TIMESTAMP NOT NULL,
    replaced_at TIMESTAMP,
    honoured_again BOOLEAN NOT NULL
);
CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);
