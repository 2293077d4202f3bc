-- Agents that were isolated because they failed, until they have all of their work again. An agent
-- that a person isolated is not among them: a person brings it back.
CREATE TABLE agent_recoveries (
    agent_id     text COLLATE "C" PRIMARY KEY REFERENCES agents (agent_id) ON DELETE CASCADE,
    isolated_at  timestamptz NOT NULL,
    attempts     integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    stage_since  timestamptz,
    escalated_at timestamptz,
    next_look_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX agent_recoveries_due ON agent_recoveries (next_look_at);

CREATE INDEX agent_health_unhealthy ON agent_health (unhealthy_since)
    WHERE unhealthy_since IS NOT NULL;
