-- {"type": "openapi", "base_url", "url", "headers"}: a REST API. Its document is apart: it may be long, and is only read to connect.
ALTER TABLE server DROP CONSTRAINT server_transport_check;
ALTER TABLE server ADD CONSTRAINT server_transport_check
    CHECK (transport ->> 'type' IN ('stdio', 'streamable_http', 'built_in', 'openapi'));

CREATE TABLE openapi_document (
    server_id text  PRIMARY KEY REFERENCES server (id) ON DELETE CASCADE,
    document  text  NOT NULL -- JSON, in the order that its author gave it
);
