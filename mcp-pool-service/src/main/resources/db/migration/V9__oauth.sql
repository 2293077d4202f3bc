-- What a person was asked to grant, until it comes to an end; the newest of each server. Only who has the state can find it.
CREATE TABLE oauth_flow (
    server_id  text        PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
    state_hash text        NOT NULL UNIQUE CHECK (length(state_hash) = 64),
    -- {"sealed": {"master", "key", "content"}}: the verifier, and what the client is
    sealed     jsonb       NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Access as it was granted, and the tokens it has come to: renewed by whoever holds the row.
CREATE TABLE oauth_grant (
    server_id  text        PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
    version    bigint      NOT NULL,
    issuer     text        NOT NULL,
    scope      text        NOT NULL,
    renewable  boolean     NOT NULL,
    sealed     jsonb       NOT NULL,
    good_until timestamptz,
    problem    text,
    granted_at timestamptz NOT NULL,
    granted_by text        NOT NULL
);
