-- Replicas of a remote server that take no new calls, by their places in its transport, from 1 on.
ALTER TABLE server
    ADD COLUMN drained_replicas integer[] NOT NULL DEFAULT '{}' CHECK (cardinality(drained_replicas) <= 16);
