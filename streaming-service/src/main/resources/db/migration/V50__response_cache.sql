-- Answers that are given again for the very same request of the same tenant, until they expire.
CREATE TABLE cached_answer (
  digest     bytea       PRIMARY KEY CHECK (octet_length(digest) = 32),
  tenant     text        NOT NULL,
  stored_at  timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  heading    json        NOT NULL,
  stream     boolean     NOT NULL,
  body       bytea       NOT NULL
);

CREATE INDEX cached_answer_expiry ON cached_answer (expires_at);
CREATE INDEX cached_answer_tenant ON cached_answer (tenant);

-- Keys whose requests are all cached, unless they say otherwise.
CREATE TABLE caching_key (
  key_id          text    PRIMARY KEY,
  max_age_seconds integer NOT NULL CHECK (max_age_seconds > 0)
);
