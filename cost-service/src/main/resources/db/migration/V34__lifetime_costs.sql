-- What a conversation or a run came to in all its days: never less than in some of them, because no cost is below zero.
-- So the most expensive ones of a period are found from the top of the lifetimes, without adding up all of the period.
-- Entries that have no such value are not here: their one sum would make every writer wait.
CREATE TABLE lifetime_costs (
    dimension text COLLATE "C" NOT NULL CHECK (dimension IN ('conversation', 'run')),
    value     text COLLATE "C" NOT NULL CHECK (value <> ''),
    simulated boolean NOT NULL,
    -- No day with entries lies outside.
    first_day date    NOT NULL,
    last_day  date    NOT NULL CHECK (last_day >= first_day),
    entries   bigint  NOT NULL CHECK (entries >= 0),
    cost      numeric NOT NULL CHECK (cost >= 0),
    PRIMARY KEY (dimension, value, simulated)
);

-- By triggers, so that also a replica of the version before, while this one is rolled out, keeps them.
CREATE FUNCTION keep_lifetime_costs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO lifetime_costs AS present (dimension, value, simulated, first_day, last_day, entries, cost)
        VALUES (NEW.dimension, NEW.value, NEW.simulated, NEW.day, NEW.day, NEW.entries,
                NEW.input_cost + NEW.output_cost + NEW.other_cost)
        ON CONFLICT (dimension, value, simulated) DO UPDATE
           SET first_day = least(present.first_day, excluded.first_day),
               last_day  = greatest(present.last_day, excluded.last_day),
               entries   = present.entries + excluded.entries,
               cost      = present.cost + excluded.cost;
    ELSE
        UPDATE lifetime_costs
           SET entries = entries + coalesce(NEW.entries, 0) - OLD.entries,
               cost    = cost + coalesce(NEW.input_cost + NEW.output_cost + NEW.other_cost, 0)
                              - (OLD.input_cost + OLD.output_cost + OLD.other_cost)
         WHERE dimension = OLD.dimension AND value = OLD.value AND simulated = OLD.simulated;
    END IF;
    RETURN NULL;
END $$;

-- Before what is there is added up: until this is committed nobody adds to it.
CREATE TRIGGER lifetime_costs_grow AFTER INSERT OR UPDATE ON cost_rollups
    FOR EACH ROW WHEN (NEW.dimension IN ('conversation', 'run') AND NEW.value <> '')
    EXECUTE FUNCTION keep_lifetime_costs();
CREATE TRIGGER lifetime_costs_shrink AFTER DELETE ON cost_rollups
    FOR EACH ROW WHEN (OLD.dimension IN ('conversation', 'run') AND OLD.value <> '')
    EXECUTE FUNCTION keep_lifetime_costs();

INSERT INTO lifetime_costs (dimension, value, simulated, first_day, last_day, entries, cost)
SELECT dimension, value, simulated, min(day), max(day), sum(entries), sum(input_cost + output_cost + other_cost)
  FROM cost_rollups
 WHERE dimension IN ('conversation', 'run') AND value <> ''
 GROUP BY dimension, value, simulated;

CREATE INDEX lifetime_costs_by_cost ON lifetime_costs (dimension, cost DESC, value, simulated)
    INCLUDE (first_day, last_day, entries);
ANALYZE lifetime_costs;

-- The days of one value.
CREATE INDEX cost_rollups_of_value ON cost_rollups (dimension, value, day);
