-- Messages of which a person has said which agent they are for. A message is for one agent: what is said last holds.
CREATE TABLE confirmed_examples (
    message_digest text PRIMARY KEY,
    agent_id       text        NOT NULL CHECK (agent_id <> ''),
    message        text        NOT NULL CHECK (char_length(message) BETWEEN 1 AND 2000),
    confirmed_by   text        NOT NULL,
    confirmed_at   timestamptz NOT NULL
);

-- Of each agent only the newest are kept.
CREATE INDEX confirmed_examples_by_agent ON confirmed_examples (agent_id, confirmed_at DESC, message_digest);

-- How agents have done of late, for the choice among them.
CREATE INDEX runs_by_start ON runs (started_at DESC) WHERE agent_id IS NOT NULL;

-- What the embedding model makes of a text, big-endian 32-bit floats, so that no replica and no start embeds it again.
CREATE TABLE embedded_texts (
    model       text        NOT NULL,
    text_digest text        NOT NULL,
    embedding   bytea       NOT NULL,
    used_at     timestamptz NOT NULL,
    PRIMARY KEY (model, text_digest)
);

CREATE INDEX embedded_texts_by_use ON embedded_texts (used_at);
