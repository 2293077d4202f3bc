-- The minute of a tool begins with the first call after the one before; it counts calls of all replicas.
CREATE TABLE tool_limit (
    server_id        text        NOT NULL REFERENCES server ON DELETE CASCADE,
    tool             text        NOT NULL CHECK (length(tool) <= 128),
    calls_per_minute integer     CHECK (calls_per_minute > 0),
    timeout_ms       bigint      CHECK (timeout_ms > 0),
    minute_began     timestamptz NOT NULL DEFAULT '-infinity',
    calls            integer     NOT NULL DEFAULT 0,
    PRIMARY KEY (server_id, tool),
    CHECK (calls_per_minute IS NOT NULL OR timeout_ms IS NOT NULL)
);
