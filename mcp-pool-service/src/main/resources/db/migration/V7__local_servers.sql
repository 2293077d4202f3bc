-- {"type": "built_in", "server", "credentials"}: a server that is part of the service.
ALTER TABLE server DROP CONSTRAINT server_transport_check;
ALTER TABLE server ADD CONSTRAINT server_transport_check
    CHECK (transport ->> 'type' IN ('stdio', 'streamable_http', 'built_in'));
