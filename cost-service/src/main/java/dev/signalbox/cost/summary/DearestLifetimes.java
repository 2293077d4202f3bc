package dev.signalbox.cost.summary;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the most expensive values of a period from the top of what values came to in all their
 * days, without adding up all of the period. As no value came to more in the period than in all its
 * days, nothing further down can be among them once the last of them is no cheaper than the last
 * lifetime that was looked at.
 */
final class DearestLifetimes {

  /** For each group that is asked for. */
  private static final int FIRST_LOOK = 4;

  private static final int GROWTH = 8;
  private static final int MOST_LOOKED_AT = 32_000;

  /** So many days of values are added up sooner than the way of the longest look is gone. */
  private static final int FEW_DAYS = 5_000;

  /** Values of which only a part lies in the period, so that it has to be added up. */
  private static final int MOST_STRADDLING = 1_000;

  /** What has no value has no lifetime; it always counts as straddling. */
  static final String SQL =
      """
      WITH looked_at AS MATERIALIZED (
          SELECT value, simulated, cost, entries, first_day, last_day FROM lifetime_costs
           WHERE dimension = :dimension ORDER BY cost DESC, value, simulated LIMIT :looked),
      alive AS MATERIALIZED (
          SELECT value, simulated, cost, first_day < :from OR last_day >= :until AS straddles
            FROM looked_at WHERE entries > 0 AND last_day >= :from AND first_day < :until
           UNION ALL
          SELECT '', simulated, NULL, true FROM (VALUES (false), (true)) AS either (simulated)),
      few AS MATERIALIZED (
          SELECT count(*) FILTER (WHERE straddles) <= :straddling AS straddle FROM alive),
      spent AS (
          SELECT value, simulated, cost FROM alive WHERE NOT straddles
           UNION ALL
          SELECT value, simulated, part.cost
            FROM alive CROSS JOIN LATERAL (
                 SELECT sum(input_cost + output_cost + other_cost) AS cost FROM cost_rollups
                  WHERE dimension = :dimension AND value = alive.value
                    AND simulated = alive.simulated AND day >= :from AND day < :until) AS part
           WHERE straddles AND (SELECT straddle FROM few) AND part.cost IS NOT NULL),
      chosen AS MATERIALIZED (
          SELECT value, simulated, cost FROM spent
           ORDER BY cost DESC, value, simulated LIMIT :limit),
      last_looked_at AS (
          SELECT -cost AS rank, value, simulated FROM looked_at
           ORDER BY cost DESC, value, simulated OFFSET :looked - 1),
      last_chosen AS (
          SELECT -cost AS rank, value, simulated FROM chosen
           ORDER BY cost DESC, value, simulated OFFSET :limit - 1),
      decided AS MATERIALIZED (
          SELECT (SELECT straddle FROM few)
                 AND (NOT EXISTS (SELECT FROM last_looked_at)
                      OR EXISTS (SELECT FROM last_chosen, last_looked_at
                                  WHERE (last_chosen.rank, last_chosen.value, last_chosen.simulated)
                                        <= (last_looked_at.rank, last_looked_at.value,
                                            last_looked_at.simulated))) AS decided)
      SELECT nullif(chosen.value, '') AS grouped, NULL::text AS at, chosen.simulated, sums.*
        FROM chosen CROSS JOIN LATERAL (
             SELECT %s FROM cost_rollups
              WHERE dimension = :dimension AND value = chosen.value
                AND simulated = chosen.simulated AND day >= :from AND day < :until) AS sums
       WHERE (SELECT decided FROM decided)
       ORDER BY chosen.cost DESC, chosen.value, chosen.simulated
      """
          .formatted(CostSummaries.SUMS);

  private static final String DAYS =
      """
      SELECT coalesce(sum(number), 0)::bigint FROM daily_values
       WHERE dimension = :dimension AND simulated IN (false, true)
         AND day >= :from AND day < :until
      """;

  private final JdbcClient database;

  DearestLifetimes(JdbcClient database) {
    this.database = database;
  }

  /** Whether the question is one for the whole lives of values. */
  static boolean mayAnswer(SummaryQuery query) {
    return query.dimension().byLifetime() && query.interval() == null && query.value() == null;
  }

  /**
   * The sums, the most expensive first; none if there are none, or so few that adding them up is
   * the short way, or if they are too far down for this to be it.
   */
  List<CostGroup> find(SummaryQuery query) {
    List<CostGroup> found = List.of();
    if (days(query) <= FEW_DAYS) {
      return found;
    }
    for (int looked = FIRST_LOOK * query.limit();
        found.isEmpty() && looked <= MOST_LOOKED_AT;
        looked *= GROWTH) {
      found = look(query, looked);
    }
    return found;
  }

  /** On how many days of the period there was a value, for all values. */
  private long days(SummaryQuery query) {
    return database
        .sql(DAYS)
        .param("dimension", query.dimension().wireName())
        .param("from", query.from())
        .param("until", query.until())
        .query(Long.class)
        .single();
  }

  /** The same of so many lifetimes; none if they do not decide it. */
  List<CostGroup> look(SummaryQuery query, int looked) {
    return bind(database.sql(SQL), query, looked)
        .query((row, number) -> CostSummaries.group(row))
        .list();
  }

  static JdbcClient.StatementSpec bind(
      JdbcClient.StatementSpec statement, SummaryQuery query, int looked) {
    return CostSummaries.bind(statement, query)
        .param("looked", looked)
        .param("straddling", MOST_STRADDLING);
  }
}
