-- Which catalogues have been brought in. One row per version; an older one never comes after a newer.
CREATE TABLE catalogue_versions (
    version      integer     PRIMARY KEY CHECK (version > 0),
    content_hash text        NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    added        integer     NOT NULL CHECK (added >= 0),
    updated      integer     NOT NULL CHECK (updated >= 0),
    kept         integer     NOT NULL CHECK (kept >= 0),
    applied_at   timestamptz NOT NULL
);

-- What the catalogue last said about an agent. No foreign key to agents: a row without its agent
-- means that a user deleted it. applied_revision is the agent's revision as the catalogue wrote it;
-- another revision means that a user changed it, none that the user's own agent was there first.
CREATE TABLE catalogue_agents (
    agent_id         text COLLATE "C" PRIMARY KEY,
    version          integer NOT NULL REFERENCES catalogue_versions (version)
                             DEFERRABLE INITIALLY DEFERRED,
    content_hash     text    NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    applied_revision bigint
);
