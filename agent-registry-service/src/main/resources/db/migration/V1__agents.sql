-- Revisions come from one sequence: no agent ever has the same revision twice, not even one that
-- was deleted and registered again.
CREATE SEQUENCE agent_revisions AS bigint;

-- Every element is present and no longer than the limit.
CREATE FUNCTION texts_fit(texts text[], most integer, longest integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN cardinality(texts) <= most
    AND array_position(texts, NULL) IS NULL
    AND coalesce((SELECT bool_and(length(t) BETWEEN 1 AND longest) FROM unnest(texts) AS t), true);

CREATE TABLE agents (
    agent_id                text COLLATE "C" PRIMARY KEY,
    agent_type              text        NOT NULL,
    name                    text        NOT NULL,
    description             text        NOT NULL,
    capabilities            text[]      NOT NULL,
    specializations         text[]      NOT NULL,
    prompt                  text,
    primary_models          text[],
    fallback_models         text[],
    low_model               text,
    mcp_tools               text[],
    endpoint_url            text,
    health_check_url        text,
    max_concurrent_requests integer     NOT NULL,
    timeout_seconds         integer     NOT NULL,
    revision                bigint      NOT NULL,
    created_at              timestamptz NOT NULL,
    updated_at              timestamptz NOT NULL,

    CONSTRAINT agent_id_is_a_slug CHECK (
        length(agent_id) <= 64
        AND agent_id ~ '^[a-z][a-z0-9]*([_-][a-z0-9]+)*$'
        AND agent_id NOT IN ('message', 'status')),
    CONSTRAINT agent_type_is_known CHECK (agent_type IN ('built_in', 'remote')),
    CONSTRAINT agent_texts_fit CHECK (
        length(name) BETWEEN 1 AND 100 AND length(description) BETWEEN 1 AND 1000),
    CONSTRAINT agent_lists_fit CHECK (
        texts_fit(capabilities, 50, 64) AND texts_fit(specializations, 50, 100)),
    CONSTRAINT agent_limits_hold CHECK (
        max_concurrent_requests BETWEEN 1 AND 1000 AND timeout_seconds BETWEEN 1 AND 600),
    CONSTRAINT built_in_agents_run_here CHECK (agent_type <> 'built_in' OR (
        prompt IS NOT NULL AND length(prompt) BETWEEN 1 AND 20000
        AND primary_models IS NOT NULL AND cardinality(primary_models) > 0
        AND texts_fit(primary_models, 10, 200)
        AND fallback_models IS NOT NULL AND texts_fit(fallback_models, 10, 200)
        AND (low_model IS NULL OR length(low_model) BETWEEN 1 AND 200)
        AND mcp_tools IS NOT NULL AND texts_fit(mcp_tools, 50, 64)
        AND endpoint_url IS NULL AND health_check_url IS NULL)),
    CONSTRAINT remote_agents_run_elsewhere CHECK (agent_type <> 'remote' OR (
        endpoint_url IS NOT NULL AND endpoint_url ~* '^https?://' AND length(endpoint_url) <= 2048
        AND health_check_url IS NOT NULL AND health_check_url ~* '^https?://'
        AND length(health_check_url) <= 2048
        AND prompt IS NULL AND primary_models IS NULL AND fallback_models IS NULL
        AND low_model IS NULL AND mcp_tools IS NULL)),
    CONSTRAINT agent_revision_is_unique UNIQUE (revision)
);

CREATE TABLE agent_skills (
    agent_id    text COLLATE "C" NOT NULL REFERENCES agents (agent_id) ON DELETE CASCADE,
    position    integer          NOT NULL,
    name        text             NOT NULL,
    description text             NOT NULL,
    examples    text[]           NOT NULL,

    PRIMARY KEY (agent_id, position),
    CONSTRAINT skill_position_fits CHECK (position BETWEEN 0 AND 49),
    CONSTRAINT skill_texts_fit CHECK (
        length(name) BETWEEN 1 AND 100 AND length(description) BETWEEN 1 AND 1000
        AND texts_fit(examples, 200, 1000))
);

CREATE UNIQUE INDEX agent_skill_names_differ ON agent_skills (agent_id, lower(name));
