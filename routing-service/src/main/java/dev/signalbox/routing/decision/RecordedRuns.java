package dev.signalbox.routing.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads off the runs how agents do. While decisions come, what is in flight is a second or two old,
 * the rest a minute, and none of them waits for it to be read anew; only figures of long ago are
 * waited for, by one. A database that does not answer costs the newest figures, not the decision.
 */
public final class RecordedRuns implements AgentExperience {

  private static final Logger LOG = LoggerFactory.getLogger(RecordedRuns.class);
  private static final Duration LOAD_KEPT = Duration.ofSeconds(1);
  private static final Duration LONG_AGO = Duration.ofSeconds(10);
  private static final Duration OUTCOMES_KEPT = Duration.ofMinutes(1);
  private static final Duration LOOKED_BACK = Duration.ofHours(1);

  static final String IN_FLIGHT =
      """
      SELECT agent_id, count(*) AS runs FROM runs
      WHERE status = 'running' AND agent_id IS NOT NULL GROUP BY agent_id""";

  /** The newest runs stand for all of a busy hour. */
  static final String OUTCOMES =
      """
      SELECT agent_id,
          count(*) FILTER (WHERE status = 'completed') AS completed,
          count(*) FILTER (WHERE status = 'failed') AS failed,
          coalesce(avg((outcome #>> '{usage,cost_usd}')::numeric) FILTER (WHERE status = 'completed'), 0) AS cost
      FROM (SELECT agent_id, status, outcome FROM runs
          WHERE started_at > :since AND agent_id IS NOT NULL ORDER BY started_at DESC LIMIT 2000) AS newest
      GROUP BY agent_id""";

  private record Outcomes(int completed, int failed, double cost) {

    static final Outcomes NONE = new Outcomes(0, 0, 0);
  }

  private final JdbcClient jdbc;
  private final Clock clock;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Map<String, Integer> inFlight = Map.of();
  private volatile Map<String, Outcomes> outcomes = Map.of();
  private volatile long loadReadAt = Long.MIN_VALUE;
  private volatile long outcomesReadAt = Long.MIN_VALUE;

  public RecordedRuns(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public AgentRecord of(String agentId) {
    long now = clock.millis();
    if (isOld(loadReadAt, LOAD_KEPT, now) && reading.compareAndSet(false, true)) {
      if (isOld(loadReadAt, LONG_AGO, now)) {
        readAnew(now);
      } else {
        Thread.ofVirtual().name("recorded-runs").start(() -> readAnew(now));
      }
    }
    Outcomes ended = outcomes.getOrDefault(agentId, Outcomes.NONE);
    return new AgentRecord(
        inFlight.getOrDefault(agentId, 0), ended.completed(), ended.failed(), ended.cost());
  }

  private void readAnew(long now) {
    try {
      read(now);
    } catch (DataAccessException e) {
      LOG.warn("How agents have done cannot be read: {}", e.toString());
    } finally {
      reading.set(false);
    }
  }

  private static boolean isOld(long readAt, Duration kept, long now) {
    return readAt == Long.MIN_VALUE || Math.abs(now - readAt) >= kept.toMillis();
  }

  private void read(long now) {
    loadReadAt = now;
    Map<String, Integer> running = new HashMap<>();
    jdbc.sql(IN_FLIGHT)
        .query(
            row -> {
              running.put(row.getString("agent_id"), row.getInt("runs"));
            });
    inFlight = Map.copyOf(running);
    if (isOld(outcomesReadAt, OUTCOMES_KEPT, now)) {
      outcomesReadAt = now;
      Map<String, Outcomes> ended = new HashMap<>();
      jdbc.sql(OUTCOMES)
          .param("since", since(now))
          .query(
              row -> {
                ended.put(
                    row.getString("agent_id"),
                    new Outcomes(
                        row.getInt("completed"), row.getInt("failed"), row.getDouble("cost")));
              });
      outcomes = Map.copyOf(ended);
    }
  }

  private static OffsetDateTime since(long now) {
    return Instant.ofEpochMilli(now).minus(LOOKED_BACK).atOffset(ZoneOffset.UTC);
  }
}
