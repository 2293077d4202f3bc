-- Every registration takes a new number: a server removed and registered again is another one to
-- the replicas that compare (id, version) with what they hold connections to.
CREATE SEQUENCE server_version;

CREATE TABLE server (
    id            text        PRIMARY KEY
                              CHECK (id ~ '^[a-z0-9]+([-_][a-z0-9]+)*$' AND length(id) <= 63),
    version       bigint      NOT NULL DEFAULT nextval('server_version') UNIQUE,
    description   text        CHECK (length(description) <= 1000),
    -- {"type": "stdio", "command", "args", "env", "working_dir"} or {"type": "streamable_http", "url", "headers"};
    -- a value of env or headers is a string or {"secret": name}.
    transport     jsonb       NOT NULL CHECK (transport ->> 'type' IN ('stdio', 'streamable_http')),
    registered_at timestamptz NOT NULL,
    registered_by text        NOT NULL
);
