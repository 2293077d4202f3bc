CREATE TABLE signing_key (
  -- RFC 7638 thumbprint of the public key.
  kid           text PRIMARY KEY,
  -- The private JWK: AES-256-GCM, the 12-byte nonce in front, the kid as associated data.
  sealed_jwk    bytea NOT NULL CHECK (octet_length(sealed_jwk) > 28),
  created_at    timestamptz NOT NULL,
  -- Published as soon as it exists; signs from here on, so that every verifier knows it by then.
  signs_from    timestamptz NOT NULL,
  -- No longer published from here on.
  retired_at    timestamptz CHECK (retired_at > signs_from)
);
