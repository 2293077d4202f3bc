-- What an agent of the Agent2Agent protocol calls a conversation, and which of its tasks waits for the
-- user there.
CREATE TABLE a2a_sessions (
    conversation_id text COLLATE "C" NOT NULL REFERENCES conversations ON DELETE CASCADE,
    agent_id        text NOT NULL,
    context_id      text NOT NULL CHECK (length(context_id) <= 500),
    task_id         text CHECK (length(task_id) <= 500),
    PRIMARY KEY (conversation_id, agent_id)
);
