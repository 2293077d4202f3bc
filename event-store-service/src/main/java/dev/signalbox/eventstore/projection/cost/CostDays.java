package dev.signalbox.eventstore.projection.cost;

import dev.signalbox.eventstore.projection.LiveTables;
import dev.signalbox.kit.money.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What days cost. */
@Repository
public class CostDays {

  // The key of the group comes first, so that a page goes on where the last one ended.
  static final String DAYS =
      """
      select d.*
        from (select day,
                     case when :by_agent then agent_id end as agent_id,
                     case when :by_model then model end as model,
                     case when :by_provider then provider end as provider,
                     simulated, sum(cost_usd) as cost_usd, sum(priced) as priced, sum(unpriced) as unpriced
                from projection_cost_per_day
               where day >= greatest(:from, :after_day) and day <= :to
                 and (:agent::text is null or agent_id = :agent)
                 and (:model::text is null or model = :model)
                 and (:provider::text is null or provider = :provider)
               group by 1, 2, 3, 4, 5) as d
       where (d.day, coalesce(d.agent_id, ''), coalesce(d.model, ''), coalesce(d.provider, ''), d.simulated)
             > (:after_day, :after_agent, :after_model, :after_provider, :after_simulated) or :first
       order by d.day, coalesce(d.agent_id, ''), coalesce(d.model, ''), coalesce(d.provider, ''), d.simulated
       limit :limit
      """;

  private final JdbcClient database;

  public CostDays(JdbcClient database) {
    this.database = database;
  }

  /**
   * Which days are asked for, both ends included, and by what their cost is divided.
   *
   * @param agentId only this one's; null: everyone's, as with the others
   */
  public record Query(
      LocalDate from,
      LocalDate to,
      @Nullable String agentId,
      @Nullable String model,
      @Nullable String provider,
      boolean byAgent,
      boolean byModel,
      boolean byProvider) {}

  /**
   * A part of a day's cost.
   *
   * @param agentId null if the cost is not divided by it, empty if there was none; so are the
   *     others
   * @param simulated whether the models were; such costs were never paid
   * @param entries whose cost is known
   * @param unpriced entries whose cost is not known, and which are not in the sum
   */
  public record Day(
      LocalDate day,
      @Nullable String agentId,
      @Nullable String model,
      @Nullable String provider,
      boolean simulated,
      Usd costUsd,
      long entries,
      long unpriced) {}

  /**
   * Days in order.
   *
   * @param after the last one that was seen
   */
  public List<Day> read(Query query, @Nullable Day after, int limit) {
    return LiveTables.read(
        CostPerDay.NAME,
        () ->
            database
                .sql(DAYS)
                .param("by_agent", query.byAgent())
                .param("by_model", query.byModel())
                .param("by_provider", query.byProvider())
                .param("from", query.from())
                .param("to", query.to())
                .param("agent", query.agentId())
                .param("model", query.model())
                .param("provider", query.provider())
                .param("first", after == null)
                .param("after_day", after == null ? query.from() : after.day())
                .param("after_agent", after == null ? "" : text(after.agentId()))
                .param("after_model", after == null ? "" : text(after.model()))
                .param("after_provider", after == null ? "" : text(after.provider()))
                .param("after_simulated", after != null && after.simulated())
                .param("limit", limit)
                .query(CostDays::day)
                .list());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Day day(ResultSet row, int number) throws SQLException {
    return new Day(
        row.getObject("day", LocalDate.class),
        row.getString("agent_id"),
        row.getString("model"),
        row.getString("provider"),
        row.getBoolean("simulated"),
        new Usd(row.getBigDecimal("cost_usd")),
        row.getLong("priced"),
        row.getLong("unpriced"));
  }
}
