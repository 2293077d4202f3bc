package dev.signalbox.cost.benchmark;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A ledger of a year with its roll-ups, on a PostgreSQL of its own: 40 agents, 20 models, 200 keys,
 * 100 users, 10 teams, and eight calls in a conversation. Its roll-ups are those that come of
 * adding one entry after another and merging the shards of days before yesterday, made at once.
 */
final class FilledLedger implements AutoCloseable {

  static final int DAYS = 365;

  private static final String SERVICE = "cost_bench";
  private static final int STEP = 250_000;

  private static final String MONTHS =
      """
      SELECT ensure_month(name, (date_trunc('month', now()) - months * interval '1 month')::date)
        FROM unnest(ARRAY['ledger_entries', 'cost_rollups', 'cost_rollups_by_hour']) AS name,
             generate_series(0, 13) AS months
      """;

  /** Times are those of ids, so ids are made from times: base32 of the milliseconds. */
  private static final String ENTRIES =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, conversation_id,
          agent_id, key_id, user_name, team, provider, model, simulated, outcome, usage_source,
          api_flavor, started_at, ended_at, recorded_at, status, buckets, tokens, input_tokens,
          output_tokens)
      SELECT at, id, 'led_' || n, 'evt_' || n, 'conv_' || n / 8, 'agent-' || n % 40, 'key-' || n % 200,
             'user-' || n % 100, 'team-' || n % 10, 'provider-' || n % 5, 'model-' || n % 20, false,
             CASE n % 25 WHEN 0 THEN 'provider_error' ELSE 'completed' END, 'provider', 'chat', at, at, at,
             'unpriced', ARRAY['input_uncached', 'output_visible'], ARRAY[1000, 200], 1000, 200
        FROM (SELECT n, at, 'att_' || (
                     SELECT string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz',
                                (floor(extract(epoch FROM at) * 1000)::bigint >> (5 * place) & 31)::int + 1, 1),
                                '' ORDER BY place DESC)
                       FROM generate_series(0, 9) AS place) || lpad(n::text, 16, '0') AS id
                FROM (SELECT n, date_trunc('milliseconds',
                             now() - :days * interval '1 day' * (n::numeric / :entries)) AS at
                        FROM generate_series(:first, :last) AS n) AS moments) AS ids
      """;

  private final SingleConnectionDataSource connection;
  private final JdbcClient database;

  private FilledLedger(SingleConnectionDataSource connection) {
    this.connection = connection;
    this.database = JdbcClient.create(connection);
  }

  static FilledLedger of(int entries) {
    TestDatabase server = TestInfrastructure.database();
    String password = server.createService(SERVICE);
    Flyway.configure()
        .dataSource(server.url(), SERVICE, password)
        .locations("classpath:db/migration")
        .load()
        .migrate();
    FilledLedger ledger = new FilledLedger(connect(server, password));
    ledger.fill(entries);
    return ledger;
  }

  private static SingleConnectionDataSource connect(TestDatabase server, String password) {
    try {
      Connection connection = server.connect(SERVICE, password);
      return new SingleConnectionDataSource(connection, true);
    } catch (SQLException e) {
      throw new IllegalStateException("the database refuses connections", e);
    }
  }

  private void fill(int entries) {
    database.sql(MONTHS).query((row, number) -> "").list();
    for (int first = 0; first < entries; first += STEP) {
      int last = Math.min(first + STEP, entries) - 1;
      database
          .sql(ENTRIES)
          .param("days", DAYS)
          .param("entries", entries)
          .param("first", first)
          .param("last", last)
          .update();
    }
    for (Sum sum : Sum.values()) {
      String day = "(attempted_at AT TIME ZONE 'UTC')::date";
      database.sql(sums("cost_rollups", "day", day, sum)).update();
      if (sum.byHour) {
        String hour = "date_trunc('hour', attempted_at, 'UTC')";
        database.sql(sums("cost_rollups_by_hour", "hour", hour, sum)).update();
      }
    }
    database.sql("ANALYZE").update();
  }

  private static String sums(String table, String column, String step, Sum sum) {
    return """
      INSERT INTO %1$s (dimension, %2$s, value, simulated, shard, entries, unpriced, unmetered,
          input_tokens, output_tokens, input_cost, output_cost, other_cost, compared, reported_cost,
          computed_cost)
      SELECT '%4$s', %3$s AS step, %5$s AS value, simulated,
             (CASE WHEN %6$s AND attempted_at >= date_trunc('day', now(), 'UTC') - interval '1 day'
                   THEN hashtext(attempt_id) & 7 ELSE 0 END)::smallint AS shard, count(*), 0, 0, sum(input_tokens),
             sum(output_tokens), sum(input_tokens) * 0.000001, sum(output_tokens) * 0.000003, 0, 0, 0, 0
        FROM ledger_entries GROUP BY step, value, simulated, shard
      """
        .formatted(table, column, step, sum.dimension, sum.value, sum.byHour);
  }

  JdbcClient database() {
    return database;
  }

  /** How many rows a table has. */
  long rows(String table) {
    return database.sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  @Override
  public void close() {
    connection.destroy();
  }

  private enum Sum {
    ALL("all", "''", true),
    AGENT("agent", "agent_id", true),
    KEY("key", "key_id", true),
    MODEL("model", "provider || '/' || model", true),
    TEAM("team", "team", true),
    USER("user", "user_name", true),
    OUTCOME("outcome", "outcome", true),
    CONVERSATION("conversation", "conversation_id", false);

    private final String dimension;
    private final String value;
    private final boolean byHour;

    Sum(String dimension, String value, boolean byHour) {
      this.dimension = dimension;
      this.value = value;
      this.byHour = byHour;
    }
  }
}
