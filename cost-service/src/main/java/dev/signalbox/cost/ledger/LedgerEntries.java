package dev.signalbox.cost.ledger;

import dev.signalbox.cost.ledger.LedgerEntry.BilledPrice;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger, for reading. */
@Repository
public class LedgerEntries {

  private final JdbcClient database;

  LedgerEntries(JdbcClient database) {
    this.database = database;
  }

  /** The entries, newest attempt first. */
  public List<LedgerEntry> find(LedgerQuery query) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    String sql = sql(query, parameters);
    return database.sql(sql).params(parameters).query((row, number) -> entry(row)).list();
  }

  /** The statement that {@link #find} runs; fills in its parameters. */
  static String sql(LedgerQuery query, Map<String, Object> parameters) {
    List<String> conditions = new ArrayList<>();
    narrow("conversation_id =", "conversationId", query.conversationId(), conditions, parameters);
    narrow("agent_id =", "agentId", query.agentId(), conditions, parameters);
    narrow("model =", "model", query.model(), conditions, parameters);
    narrow("attempted_at >=", "from", timestamp(query.from()), conditions, parameters);
    narrow("attempted_at <", "to", timestamp(query.to()), conditions, parameters);
    if (query.before() != null) {
      // The first condition follows from the second, but only the first leaves partitions out.
      conditions.add("attempted_at <= :beforeTime");
      conditions.add("(attempted_at, attempt_id) < (:beforeTime, :before)");
      parameters.put("beforeTime", AttemptTime.of(query.before()).atOffset(ZoneOffset.UTC));
      parameters.put("before", query.before());
    }
    parameters.put("limit", query.limit());
    return "SELECT * FROM ledger_entries"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + " ORDER BY attempted_at DESC, attempt_id DESC LIMIT :limit";
  }

  private static void narrow(
      String condition,
      String parameter,
      @Nullable Object value,
      List<String> conditions,
      Map<String, Object> parameters) {
    if (value != null) {
      conditions.add(condition + " :" + parameter);
      parameters.put(parameter, value);
    }
  }

  private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    String priceId = row.getString("price_id");
    @Nullable BigDecimal cost = row.getBigDecimal("cost");
    @Nullable BigDecimal reported = row.getBigDecimal("reported_cost");
    return new LedgerEntry(
        row.getString("entry_id"),
        row.getString("attempt_id"),
        instant(row, "attempted_at"),
        row.getString("request_id"),
        row.getString("conversation_id"),
        row.getString("run_id"),
        row.getString("agent_id"),
        row.getString("key_id"),
        row.getString("user_name"),
        row.getString("team"),
        tags(row.getArray("tags")),
        row.getString("provider"),
        row.getString("model"),
        row.getString("requested_model"),
        row.getBoolean("simulated"),
        row.getString("outcome"),
        row.getString("usage_source"),
        row.getString("status"),
        buckets(row),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        usd(row.getBigDecimal("input_cost")),
        usd(row.getBigDecimal("output_cost")),
        usd(row.getBigDecimal("other_cost")),
        usd(cost),
        usd(reported),
        cost == null || reported == null ? null : new Usd(reported.subtract(cost)),
        "USD",
        priceId == null
            ? null
            : new BilledPrice(
                priceId,
                row.getString("service_tier"),
                row.getLong("price_tier"),
                row.getString("matched_by")),
        instant(row, "started_at"),
        row.getObject("first_token_at") == null ? null : instant(row, "first_token_at"),
        instant(row, "ended_at"),
        instant(row, "recorded_at"),
        row.getString("usage_event_id"));
  }

  private static List<String> tags(@Nullable Array tags) throws SQLException {
    return tags == null ? List.of() : List.of((String[]) tags.getArray());
  }

  private static List<BilledBucket> buckets(ResultSet row) throws SQLException {
    return BilledLine.of(row).stream()
        .map(
            line ->
                BilledBucket.of(
                    line.name(), BigDecimal.valueOf(line.count()), line.rate(), line.cost()))
        .toList();
  }

  private static @Nullable Usd usd(@Nullable BigDecimal amount) {
    return amount == null ? null : new Usd(amount);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
