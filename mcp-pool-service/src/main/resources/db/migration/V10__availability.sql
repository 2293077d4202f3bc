-- A change of a server takes a new version, as a registration does: replicas compare it with what they hold connections to.
ALTER TABLE server
    ADD COLUMN availability text NOT NULL DEFAULT 'enabled' CHECK (availability IN ('enabled', 'drained', 'disabled')),
    ADD COLUMN changed_at   timestamptz;
