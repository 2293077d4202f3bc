-- The life of an agent beside its definition. revision is of the definition alone; standing_revision
-- counts the changes of everything else that is shown of an agent.
ALTER TABLE agents
    ADD COLUMN tags              text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN owner             text,
    ADD COLUMN backup_agent_id   text COLLATE "C",
    ADD COLUMN version           integer     NOT NULL DEFAULT 1,
    ADD COLUMN status            text        NOT NULL DEFAULT 'active',
    ADD COLUMN status_reason     text,
    ADD COLUMN status_since      timestamptz,
    ADD COLUMN health            text        NOT NULL DEFAULT 'unknown',
    ADD COLUMN recovery_share    integer     NOT NULL DEFAULT 100,
    ADD COLUMN standing_revision integer     NOT NULL DEFAULT 0,
    ADD COLUMN search            tsvector    NOT NULL DEFAULT ''::tsvector;

UPDATE agents SET status_since = created_at;

ALTER TABLE agents
    ALTER COLUMN status_since SET NOT NULL,
    ADD CONSTRAINT agent_tags_fit CHECK (texts_fit(tags, 50, 64)),
    ADD CONSTRAINT agent_owner_fits CHECK (owner IS NULL OR length(owner) BETWEEN 1 AND 100),
    ADD CONSTRAINT agent_backup_is_another CHECK (
        backup_agent_id IS NULL OR (length(backup_agent_id) <= 64 AND backup_agent_id <> agent_id)),
    ADD CONSTRAINT agent_version_counts CHECK (version >= 1),
    ADD CONSTRAINT agent_status_is_known CHECK (
        status IN ('draft', 'active', 'draining', 'isolated', 'retired')),
    ADD CONSTRAINT agent_status_reason_fits CHECK (
        status_reason IS NULL OR length(status_reason) BETWEEN 1 AND 500),
    ADD CONSTRAINT agent_health_is_known CHECK (
        health IN ('healthy', 'degraded', 'unhealthy', 'unknown')),
    ADD CONSTRAINT agent_recovery_share_is_a_share CHECK (recovery_share BETWEEN 0 AND 100);

ALTER TABLE agents DROP CONSTRAINT agent_id_is_a_slug;
ALTER TABLE agents ADD CONSTRAINT agent_id_is_a_slug CHECK (
    length(agent_id) <= 64
    AND agent_id ~ '^[a-z][a-z0-9]*([_-][a-z0-9]+)*$'
    AND agent_id NOT IN ('message', 'status', 'export', 'imports')) NOT VALID;

CREATE FUNCTION agent_status_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.status, NEW.status) NOT IN (
        ('draft', 'active'), ('draft', 'isolated'), ('draft', 'retired'),
        ('active', 'draining'), ('active', 'isolated'), ('active', 'retired'),
        ('draining', 'active'), ('draining', 'isolated'), ('draining', 'retired'),
        ('isolated', 'active'), ('isolated', 'retired'),
        ('retired', 'draft')) THEN
        RAISE EXCEPTION 'agent_status_follows: no agent goes from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER agent_status_follows BEFORE UPDATE OF status ON agents
    FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION agent_status_follows();

-- What agents are searched by.
CREATE FUNCTION lower_texts(texts text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT lower(t) FROM unnest(texts) AS t);

CREATE FUNCTION agent_models(first text[], second text[], third text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(coalesce(first, '{}') || coalesce(second, '{}') || third, NULL);

CREATE FUNCTION agent_words(
    agent_id text, name text, description text, listed text[], skills text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector('english', translate(agent_id, '_-', '  ') || ' ' || name), 'A')
    || setweight(to_tsvector('english',
           translate(coalesce((SELECT string_agg(t, ' ') FROM unnest(listed) AS t), ''), '_-', '  ')),
           'B')
    || setweight(to_tsvector('english', description), 'C')
    || setweight(to_tsvector('english', skills), 'D');

UPDATE agents SET search = agent_words(
    agent_id, name, description, capabilities || specializations,
    coalesce((SELECT string_agg(s.name || ' ' || s.description, ' ' ORDER BY s.position)
                FROM agent_skills s WHERE s.agent_id = agents.agent_id), ''));

CREATE INDEX agents_by_words ON agents USING gin (search);
CREATE INDEX agents_by_capability ON agents USING gin (capabilities);
CREATE INDEX agents_by_specialization ON agents USING gin (lower_texts(specializations));
CREATE INDEX agents_by_tag ON agents USING gin (tags);
CREATE INDEX agents_by_tool ON agents USING gin (mcp_tools);
CREATE INDEX agents_by_model ON agents USING gin (
    agent_models(primary_models, fallback_models, low_model));
CREATE INDEX agents_by_status ON agents (status, agent_id);
CREATE INDEX agents_by_health ON agents (health, agent_id);
CREATE INDEX agent_skills_by_name ON agent_skills (lower(name), agent_id);

-- The last hundred definitions of each agent, the present one among them.
CREATE TABLE agent_versions (
    agent_id   text COLLATE "C" NOT NULL REFERENCES agents (agent_id) ON DELETE CASCADE,
    version    integer          NOT NULL CHECK (version >= 1),
    revision   bigint           NOT NULL,
    definition jsonb            NOT NULL,
    changed_by text             NOT NULL CHECK (length(changed_by) BETWEEN 1 AND 200),
    created_at timestamptz      NOT NULL,

    PRIMARY KEY (agent_id, version)
);

INSERT INTO agent_versions (agent_id, version, revision, definition, changed_by, created_at)
SELECT agent_id, 1, revision,
       jsonb_strip_nulls(jsonb_build_object(
           'agent_id', agent_id, 'agent_type', agent_type, 'name', name,
           'description', description, 'prompt', prompt, 'capabilities', capabilities,
           'specializations', specializations,
           'skills', coalesce((SELECT jsonb_agg(jsonb_build_object(
                         'name', s.name, 'description', s.description, 'examples', s.examples)
                         ORDER BY s.position)
                       FROM agent_skills s WHERE s.agent_id = agents.agent_id), '[]'),
           'models', CASE WHEN primary_models IS NOT NULL THEN jsonb_build_object(
                         'primary', primary_models, 'fallback', fallback_models,
                         'low', low_model) END,
           'mcp_tools', mcp_tools, 'endpoint_url', endpoint_url,
           'health_check_url', health_check_url,
           'max_concurrent_requests', max_concurrent_requests,
           'timeout_seconds', timeout_seconds)),
       'migration', updated_at
  FROM agents;
