-- {"sharing", "min", "max", "calls_per_connection", "max_idle_ms", "max_age_ms"}; what is not there is as it is by default.
ALTER TABLE server ADD COLUMN pool jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pool) = 'object');
