-- Agents that did not pass their trial when they were taken in: they are tried again whenever they are checked.
CREATE TABLE agent_trials (
    agent_id  text COLLATE "C" PRIMARY KEY REFERENCES agents (agent_id) ON DELETE CASCADE,
    failed_at timestamptz NOT NULL DEFAULT now()
);
