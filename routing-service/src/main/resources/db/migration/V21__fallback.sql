-- Agents that failed or could not take the run, before the one it is with: [{agent_id, reason}].
ALTER TABLE runs ADD COLUMN tried jsonb;

-- How many messages each agent is at work on, in all replicas together.
CREATE INDEX runs_by_agent ON runs (agent_id) WHERE status = 'running';
