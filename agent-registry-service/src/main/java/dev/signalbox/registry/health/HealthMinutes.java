package dev.signalbox.registry.health;

import dev.signalbox.registry.time.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was seen of agents, minute by minute. */
@Repository
public class HealthMinutes {

  static final String RANGE =
      """
      SELECT minute, checks, failed_checks, requests, failed_requests, response_ms, responses
        FROM agent_health_minutes
       WHERE agent_id = :agentId AND minute >= :from AND minute < :to ORDER BY minute
      """;

  private final JdbcClient database;

  HealthMinutes(JdbcClient database) {
    this.database = database;
  }

  void add(Observation seen) {
    OffsetDateTime minute = Timestamps.utc(seen.at().truncatedTo(ChronoUnit.MINUTES));
    database
        .sql(
            """
            INSERT INTO agent_health_minutes (agent_id, minute) VALUES (:agentId, :minute)
            ON CONFLICT DO NOTHING
            """)
        .param("agentId", seen.agentId())
        .param("minute", minute)
        .update();
    boolean check = seen.kind() == Observation.Kind.CHECK;
    database
        .sql(
            """
            UPDATE agent_health_minutes
               SET checks = checks + :check, failed_checks = failed_checks + :failedCheck,
                   requests = requests + :request,
                   failed_requests = failed_requests + :failedRequest,
                   response_ms = response_ms + :millis,
                   responses[:class] = responses[:class] + :answered
             WHERE agent_id = :agentId AND minute = :minute
            """)
        .param("check", check ? 1 : 0)
        .param("failedCheck", check && seen.isFailure() ? 1 : 0)
        .param("request", check ? 0 : 1)
        .param("failedRequest", !check && seen.isFailure() ? 1 : 0)
        .param("millis", seen.isFailure() ? 0 : seen.took().toMillis())
        .param("class", ResponseTimes.classOf(seen.took().toMillis()) + 1)
        .param("answered", seen.isFailure() ? 0 : 1)
        .param("agentId", seen.agentId())
        .param("minute", minute)
        .update();
  }

  /** All that was seen in that time, as one. */
  public Seen sum(String agentId, Instant from, Instant to) {
    Sum sum = new Sum();
    range(agentId, from, to, (_, row) -> sum.add(row));
    return sum.seen(from);
  }

  /** What was seen in each step of that time; steps in which nothing was seen are left out. */
  public List<Seen> history(String agentId, Instant from, Instant to, Duration step) {
    Map<Long, Sum> sums = new TreeMap<>();
    range(
        agentId,
        from,
        to,
        (minute, row) ->
            sums.computeIfAbsent(Duration.between(from, minute).dividedBy(step), _ -> new Sum())
                .add(row));
    List<Seen> history = new ArrayList<>(sums.size());
    sums.forEach((index, sum) -> history.add(sum.seen(from.plus(step.multipliedBy(index)))));
    return history;
  }

  private void range(String agentId, Instant from, Instant to, Rows rows) {
    database
        .sql(RANGE)
        .param("agentId", agentId)
        .param("from", Timestamps.utc(from.truncatedTo(ChronoUnit.MINUTES)))
        .param("to", Timestamps.utc(to))
        .query(
            row -> {
              Instant minute = Timestamps.required(row, "minute");
              rows.add(minute.isBefore(from) ? from : minute, row);
            });
  }

  @FunctionalInterface
  private interface Rows {
    void add(Instant minute, ResultSet row) throws SQLException;
  }

  private static final class Sum {
    private final ResponseTimes times = new ResponseTimes();
    private long checks;
    private long failedChecks;
    private long requests;
    private long failedRequests;
    private long millis;

    void add(ResultSet row) throws SQLException {
      checks += row.getInt("checks");
      failedChecks += row.getInt("failed_checks");
      requests += row.getInt("requests");
      failedRequests += row.getInt("failed_requests");
      millis += row.getLong("response_ms");
      times.add((Integer[]) row.getArray("responses").getArray());
    }

    Seen seen(Instant from) {
      long answered = checks - failedChecks + requests - failedRequests;
      return new Seen(
          from,
          checks,
          failedChecks,
          Seen.share(checks - failedChecks, checks),
          requests,
          failedRequests,
          Seen.share(failedRequests, requests),
          answered == 0 ? null : millis / answered,
          times.quantile(0.99));
    }
  }
}
