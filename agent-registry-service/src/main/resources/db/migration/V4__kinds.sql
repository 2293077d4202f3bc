-- Agents of four kinds. Where an A2A agent is reached comes from its card.
ALTER TABLE agents
    ADD COLUMN card_url          text,
    ADD COLUMN model             text,
    ADD COLUMN credential        text,
    ADD COLUMN interface_url     text,
    ADD COLUMN interface_binding text,
    ADD COLUMN interface_version text,
    ADD COLUMN interface_tenant  text,
    DROP CONSTRAINT agent_type_is_known,
    DROP CONSTRAINT built_in_agents_run_here,
    DROP CONSTRAINT remote_agents_run_elsewhere;

ALTER TABLE agents
    ADD CONSTRAINT agent_type_is_known CHECK (
        agent_type IN ('built_in', 'remote', 'remote_a2a', 'openai_compatible')),
    ADD CONSTRAINT agent_urls_fit CHECK (
        (endpoint_url IS NULL OR (endpoint_url ~* '^https?://' AND length(endpoint_url) <= 2048))
        AND (health_check_url IS NULL
             OR (health_check_url ~* '^https?://' AND length(health_check_url) <= 2048))
        AND (card_url IS NULL OR (card_url ~* '^https?://' AND length(card_url) <= 2048))),
    ADD CONSTRAINT agent_credential_is_a_name CHECK (
        credential IS NULL OR (length(credential) <= 64
            AND credential ~ '^[a-z][a-z0-9]*([_-][a-z0-9]+)*$')),
    ADD CONSTRAINT built_in_agents_run_here CHECK (agent_type <> 'built_in' OR (
        prompt IS NOT NULL AND length(prompt) BETWEEN 1 AND 20000
        AND primary_models IS NOT NULL AND cardinality(primary_models) > 0
        AND texts_fit(primary_models, 10, 200)
        AND fallback_models IS NOT NULL AND texts_fit(fallback_models, 10, 200)
        AND (low_model IS NULL OR length(low_model) BETWEEN 1 AND 200)
        AND mcp_tools IS NOT NULL AND texts_fit(mcp_tools, 50, 64)
        AND endpoint_url IS NULL AND health_check_url IS NULL AND card_url IS NULL
        AND model IS NULL AND credential IS NULL)),
    ADD CONSTRAINT other_agents_run_elsewhere CHECK (agent_type = 'built_in' OR (
        primary_models IS NULL AND fallback_models IS NULL AND low_model IS NULL
        AND mcp_tools IS NULL)),
    ADD CONSTRAINT remote_agents_run_elsewhere CHECK (agent_type <> 'remote' OR (
        endpoint_url IS NOT NULL AND health_check_url IS NOT NULL
        AND prompt IS NULL AND card_url IS NULL AND model IS NULL)),
    ADD CONSTRAINT a2a_agents_have_a_card CHECK (agent_type <> 'remote_a2a' OR (
        card_url IS NOT NULL AND endpoint_url IS NULL AND prompt IS NULL AND model IS NULL)),
    ADD CONSTRAINT openai_compatible_agents_have_a_model CHECK (
        agent_type <> 'openai_compatible' OR (
            endpoint_url IS NOT NULL AND model IS NOT NULL AND length(model) BETWEEN 1 AND 200
            AND (prompt IS NULL OR length(prompt) BETWEEN 1 AND 20000) AND card_url IS NULL));

DROP INDEX agents_by_model;
CREATE INDEX agents_by_model ON agents USING gin (
    agent_models(primary_models, fallback_models, coalesce(low_model, model)));

-- The cards of A2A agents as they were last fetched.
CREATE TABLE agent_cards (
    agent_id         text COLLATE "C" PRIMARY KEY REFERENCES agents (agent_id) ON DELETE CASCADE,
    url              text        NOT NULL,
    etag             text        CHECK (length(etag) <= 1024),
    card             text        NOT NULL,
    signature        text        NOT NULL CHECK (signature IN ('absent', 'verified', 'unverifiable')),
    fetched_at       timestamptz NOT NULL
);
