-- How agents do. A row for every agent, which says when it is asked next; infinity for those that
-- are not asked.
CREATE TABLE agent_health (
    agent_id        text COLLATE "C" PRIMARY KEY REFERENCES agents (agent_id) ON DELETE CASCADE,
    next_check_at   timestamptz NOT NULL,
    failures        integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
    successes       integer     NOT NULL DEFAULT 0 CHECK (successes >= 0),
    seen_at         timestamptz,
    last_healthy_at timestamptz,
    last_error      text CHECK (length(last_error) <= 500),
    unhealthy_since timestamptz,
    traffic_since   timestamptz
);

CREATE INDEX agent_health_due ON agent_health (next_check_at);

INSERT INTO agent_health (agent_id, next_check_at)
SELECT agent_id,
       CASE WHEN agent_type = 'built_in' OR status IN ('draft', 'retired') THEN 'infinity'::timestamptz
            ELSE now() + random() * interval '60 seconds' END
  FROM agents;

-- Checks are spread over a minute; what has changed is asked at once.
CREATE FUNCTION agent_check_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO agent_health AS h (agent_id, next_check_at)
    VALUES (NEW.agent_id,
            CASE WHEN NEW.agent_type = 'built_in' OR NEW.status IN ('draft', 'retired')
                     THEN 'infinity'::timestamptz
                 WHEN TG_OP = 'INSERT' THEN now() + random() * interval '60 seconds'
                 ELSE now() END)
    ON CONFLICT (agent_id) DO UPDATE SET next_check_at = excluded.next_check_at;
    RETURN NULL;
END
$$;

CREATE TRIGGER agent_check_is_due AFTER INSERT OR UPDATE OF revision, status ON agents
    FOR EACH ROW EXECUTE FUNCTION agent_check_is_due();

-- What was seen of an agent in each minute. Response times are counted by their length: element n
-- counts those below 2^(n/4) milliseconds and not below the one before.
CREATE TABLE agent_health_minutes (
    agent_id        text COLLATE "C" NOT NULL REFERENCES agents (agent_id) ON DELETE CASCADE,
    minute          timestamptz      NOT NULL,
    checks          integer          NOT NULL DEFAULT 0,
    failed_checks   integer          NOT NULL DEFAULT 0,
    requests        integer          NOT NULL DEFAULT 0,
    failed_requests integer          NOT NULL DEFAULT 0,
    response_ms     bigint           NOT NULL DEFAULT 0,
    responses       integer[]        NOT NULL DEFAULT array_fill(0, ARRAY[88]),

    PRIMARY KEY (agent_id, minute)
);

CREATE INDEX agent_health_minutes_expire ON agent_health_minutes (minute);

-- Runs that have begun and not yet ended, as routing tells of them.
CREATE TABLE agent_runs (
    run_id          text        PRIMARY KEY,
    agent_id        text        NOT NULL,
    conversation_id text        NOT NULL,
    started_at      timestamptz NOT NULL
);

CREATE INDEX agent_runs_expire ON agent_runs (started_at);
