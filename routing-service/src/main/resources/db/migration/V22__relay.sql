-- Messages that agents are shown however old they are.
ALTER TABLE messages ADD COLUMN pinned boolean NOT NULL DEFAULT false;
CREATE INDEX messages_pinned ON messages (conversation_id, position) WHERE pinned;

-- What the oldest messages of a conversation said, in short: all of them up to a position. Claimed by the
-- database's clock, so that one replica at a time is at work on the next.
CREATE TABLE summaries (
    conversation_id text COLLATE "C" PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
    up_to           integer     NOT NULL CHECK (up_to >= 0),
    content         text        NOT NULL,
    tokens          integer     NOT NULL CHECK (tokens >= 0),
    claimed_until   timestamptz,
    updated_at      timestamptz NOT NULL
);

-- What an agent was shown of a conversation: positions of messages, and the summary as it was.
CREATE TABLE relays (
    conversation_id text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    message_id      text        NOT NULL,
    agent_id        text        NOT NULL,
    token_limit     integer     NOT NULL CHECK (token_limit >= 0),
    tokens          integer     NOT NULL CHECK (tokens >= 0),
    summary         text,
    pinned          integer[]   NOT NULL,
    -- All from the first to the last; none if first is after last.
    first_recent    integer     NOT NULL,
    last_recent     integer     NOT NULL,
    left_out        integer     NOT NULL CHECK (left_out >= 0),
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, message_id, agent_id)
);
CREATE INDEX relays_by_age ON relays (created_at);
