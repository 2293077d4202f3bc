-- Files that were read and may be put into force, in our own form. What is not applied is kept for a
-- while only.
CREATE TABLE price_imports (
    import_id       text COLLATE "C" PRIMARY KEY,
    origin          text        NOT NULL
        CHECK (origin IN ('signalbox', 'genai-prices', 'litellm', 'models.dev')),
    content         jsonb       NOT NULL,
    skipped         jsonb       NOT NULL,
    -- The catalogue of the same origin that it was compared with, if there was one in force.
    replaces        text COLLATE "C" REFERENCES price_catalogues (catalogue_id),
    models          integer     NOT NULL CHECK (models >= 0),
    added           integer     NOT NULL CHECK (added >= 0),
    changed         integer     NOT NULL CHECK (changed >= 0),
    removed         integer     NOT NULL CHECK (removed >= 0),
    made_by         text        NOT NULL,
    made_at         timestamptz NOT NULL,
    applied_version integer     REFERENCES price_versions (version)
);
CREATE INDEX price_imports_by_age ON price_imports (made_at) WHERE applied_version IS NULL;
