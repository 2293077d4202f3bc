-- Values in the clear that earlier versions left are sealed when the service starts with a secret.
COMMENT ON COLUMN server.transport IS
    'A value of env or headers is {"secret": name}, or {"sealed": {"master", "key", "content"}}: AES-GCM under a key of its own, '
    'wrapped with the master of that name; the server and the field it belongs to are bound to it.';
