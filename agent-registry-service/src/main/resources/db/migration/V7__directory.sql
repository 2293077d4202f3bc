-- The tool servers of the pool, as it tells of them.
CREATE TABLE mcp_servers (
    server_id     text COLLATE "C" PRIMARY KEY CHECK (length(server_id) BETWEEN 1 AND 200),
    transport     text        NOT NULL,
    description   text,
    available     boolean     NOT NULL DEFAULT true,
    registered_at timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
