-- Messages that wait until those before them in their conversation are answered, in the order of their
-- tickets. They count as long as they show signs of life, by the database's clock: a process that is gone
-- holds nobody up for long.
CREATE TABLE waiting_messages (
    conversation_id text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    ticket          bigint GENERATED ALWAYS AS IDENTITY,
    alive_until     timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, ticket)
);
