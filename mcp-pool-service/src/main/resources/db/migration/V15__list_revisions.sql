-- How often a server said that a list of its is another: whoever reads a greater number tells the agents that listen to it.
CREATE TABLE list_revision (
    server_id text   PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
    tools     bigint NOT NULL,
    resources bigint NOT NULL,
    prompts   bigint NOT NULL
);
