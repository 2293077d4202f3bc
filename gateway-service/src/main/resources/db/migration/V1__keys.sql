CREATE TABLE api_key (
  -- Bytewise order is the order of creation.
  id          text COLLATE "C" PRIMARY KEY CHECK (id ~ '^key_[0-9a-z]{26}$'),
  -- HMAC-SHA256 of the key; the key itself is shown once and kept nowhere.
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  hint        text NOT NULL,
  name        text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  role        text NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
  user_name   text CHECK (char_length(user_name) BETWEEN 1 AND 200),
  team_name   text CHECK (char_length(team_name) BETWEEN 1 AND 200),
  -- Null: every agent.
  agents      text[] CHECK (cardinality(agents) BETWEEN 1 AND 100),
  created_at  timestamptz NOT NULL,
  -- Null: the bootstrap key, which nobody's request created.
  created_by  text REFERENCES api_key (id),
  expires_at  timestamptz,
  revoked_at  timestamptz,
  CHECK (expires_at > created_at)
);

-- Every request that misses the cache comes through this one.
CREATE UNIQUE INDEX api_key_secret_hash ON api_key (secret_hash);

-- Which POST /api/v1/keys made which key. The answer is not kept: it would hold the key in clear.
CREATE TABLE key_creation (
  created_by      text NOT NULL REFERENCES api_key (id),
  idempotency_key text NOT NULL CHECK (char_length(idempotency_key) BETWEEN 1 AND 255),
  request_hash    bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  key_id          text NOT NULL REFERENCES api_key (id),
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (created_by, idempotency_key)
);

CREATE INDEX key_creation_created_at ON key_creation (created_at);
