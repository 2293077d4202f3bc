-- What a call of the tool costs that its server answered, in US dollars.
ALTER TABLE tool_limit
    ADD COLUMN usd_per_call numeric(20, 10) CHECK (usd_per_call >= 0),
    DROP CONSTRAINT tool_limit_check,
    ADD CONSTRAINT tool_limit_check
        CHECK (calls_per_minute IS NOT NULL OR timeout_ms IS NOT NULL OR usd_per_call IS NOT NULL);
