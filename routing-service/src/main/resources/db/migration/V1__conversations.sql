-- Whose it is decides who sees it: a user within a team, else the team, else the single key.
CREATE TABLE conversations (
    conversation_id text COLLATE "C" PRIMARY KEY CHECK (conversation_id LIKE 'conv\_%'),
    owner           text        NOT NULL CHECK (owner <> ''),
    title           text        NOT NULL,
    agent_id        text,
    message_count   integer     NOT NULL DEFAULT 0 CHECK (message_count >= 0),
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);

CREATE INDEX conversations_by_owner ON conversations (owner, conversation_id DESC);
-- Expiry: conversations that nobody has used for the retention time are deleted in batches.
CREATE INDEX conversations_by_use ON conversations (updated_at);

CREATE TABLE messages (
    message_id      text PRIMARY KEY CHECK (message_id LIKE 'msg\_%'),
    conversation_id text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    -- 1, 2, 3, ... within the conversation: the order in which messages were committed.
    position        integer     NOT NULL CHECK (position > 0),
    role            text        NOT NULL CHECK (role IN ('user', 'assistant')),
    content         text        NOT NULL,
    -- Estimated, on the high side; what the history window adds up.
    tokens          integer     NOT NULL CHECK (tokens >= 0),
    run_id          text        NOT NULL,
    agent_id        text,
    model           text,
    -- True for an answer that was cut off.
    incomplete      boolean     NOT NULL DEFAULT false,
    metadata        jsonb,
    created_at      timestamptz NOT NULL,
    UNIQUE (conversation_id, position)
);

CREATE TABLE runs (
    run_id            text PRIMARY KEY CHECK (run_id LIKE 'run\_%'),
    conversation_id   text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    message_id        text        NOT NULL,
    request_id        text        NOT NULL,
    caller            text        NOT NULL,
    status            text        NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'abstained')),
    agent_id          text,
    confidence        double precision CHECK (confidence BETWEEN 0 AND 1),
    -- The event that whatever ends the run follows from.
    last_event_id     text        NOT NULL,
    traceparent       text,
    error_code        text,
    -- What the caller was told, kept to tell it again: see idempotency_key.
    outcome           jsonb,
    idempotency_key   text,
    request_digest    text,
    -- By the database's clock. A running run whose lease has passed belongs to a process that is gone.
    lease_until       timestamptz NOT NULL,
    started_at        timestamptz NOT NULL,
    ended_at          timestamptz,
    CHECK ((status = 'running') = (ended_at IS NULL)),
    CHECK ((status = 'failed') = (error_code IS NOT NULL)),
    CHECK ((idempotency_key IS NULL) = (request_digest IS NULL))
);

-- One message at a time in a conversation, with any number of replicas.
CREATE UNIQUE INDEX runs_running ON runs (conversation_id) WHERE status = 'running';
CREATE INDEX runs_leased ON runs (lease_until) WHERE status = 'running';
CREATE INDEX runs_by_conversation ON runs (conversation_id);
CREATE UNIQUE INDEX runs_by_key ON runs (caller, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX runs_with_key ON runs (started_at) WHERE idempotency_key IS NOT NULL;
