-- How many conversations and runs had entries on a day, by the last day before on which they had some ('-infinity' if
-- none). Those of a period are the ones of its days that had none before in it: each of them is counted once, on its
-- first day there. So nothing has to go through all of them. Writers spread over shards; one of them may be below zero.
CREATE TABLE daily_values (
    dimension    text COLLATE "C" NOT NULL CHECK (dimension IN ('conversation', 'run')),
    simulated    boolean  NOT NULL,
    day          date     NOT NULL,
    previous_day date     NOT NULL CHECK (previous_day < day),
    shard        smallint NOT NULL CHECK (shard >= 0),
    number       bigint   NOT NULL,
    PRIMARY KEY (dimension, simulated, day, previous_day, shard)
);

-- A new day of a value comes between two others: it takes the one behind it from the one before it. Whoever changes the
-- days of a value has locked its lifetime, because triggers for rows come before those for statements, and so sees all
-- its days. A lifetime says which partitions they are in.
CREATE FUNCTION keep_daily_values() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM changed WHERE dimension IN ('conversation', 'run') AND value <> '') THEN
        RETURN NULL;
    END IF;
    INSERT INTO daily_values AS present (dimension, simulated, day, previous_day, shard, number)
    WITH moved AS MATERIALIZED (
        SELECT dimension, value, simulated, day FROM changed
         WHERE dimension IN ('conversation', 'run') AND value <> ''),
    lives AS MATERIALIZED (
        SELECT life.*
          FROM (SELECT DISTINCT dimension, value, simulated FROM moved) AS touched CROSS JOIN LATERAL (
               SELECT dimension, value, simulated, first_day, last_day FROM lifetime_costs
                WHERE dimension = touched.dimension AND value = touched.value AND simulated = touched.simulated
               OFFSET 0) AS life),
    days AS (
        SELECT dimension, value, simulated, day,
               count(*) FILTER (WHERE present)
               > count(*) FILTER (WHERE NOT present AND TG_OP = 'INSERT') AS stays
          FROM (SELECT dimension, value, simulated, day, false AS present FROM moved
                 UNION ALL
                SELECT lives.dimension, lives.value, lives.simulated, kept.day, true
                  FROM lives CROSS JOIN LATERAL (
                       SELECT day FROM cost_rollups
                        WHERE dimension = lives.dimension AND value = lives.value AND simulated = lives.simulated
                          AND day BETWEEN lives.first_day AND lives.last_day
                       OFFSET 0) AS kept) AS known
         GROUP BY dimension, value, simulated, day),
    with_all AS (
        SELECT dimension, simulated, day, 1 AS number,
               coalesce(lag(day) OVER (PARTITION BY dimension, value, simulated ORDER BY day), '-infinity') AS previous_day
          FROM days),
    with_those_that_stay AS (
        SELECT dimension, simulated, day, -1 AS number,
               coalesce(lag(day) OVER (PARTITION BY dimension, value, simulated ORDER BY day), '-infinity') AS previous_day
          FROM days WHERE stays)
    SELECT dimension, simulated, day, previous_day, pg_backend_pid() % 8,
           sum(number) * CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END
      FROM (SELECT * FROM with_all UNION ALL SELECT * FROM with_those_that_stay) AS differences
     GROUP BY dimension, simulated, day, previous_day
    HAVING sum(number) <> 0
     ORDER BY dimension, simulated, day, previous_day
    ON CONFLICT (dimension, simulated, day, previous_day, shard) DO UPDATE
       SET number = present.number + excluded.number;
    RETURN NULL;
END $$;

-- By triggers, as lifetimes are. Before what is there is counted: until this is committed nobody adds to it.
CREATE TRIGGER daily_values_come AFTER INSERT ON cost_rollups
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_daily_values();
CREATE TRIGGER daily_values_go AFTER DELETE ON cost_rollups
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_daily_values();

INSERT INTO daily_values (dimension, simulated, day, previous_day, shard, number)
SELECT dimension, simulated, day, previous_day, 0, count(*)
  FROM (SELECT dimension, simulated, day,
               coalesce(lag(day) OVER (PARTITION BY dimension, value, simulated ORDER BY day), '-infinity') AS previous_day
          FROM (SELECT DISTINCT dimension, value, simulated, day FROM cost_rollups
                 WHERE dimension IN ('conversation', 'run') AND value <> '') AS days) AS followed
 GROUP BY dimension, simulated, day, previous_day;
ANALYZE daily_values;
