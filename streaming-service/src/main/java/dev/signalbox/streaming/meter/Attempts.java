package dev.signalbox.streaming.meter;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.housekeeping.Expiry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The table of attempts. Leases are reckoned by the database's clock. */
public final class Attempts {

  static final String OF_REQUEST =
      """
      SELECT attempt_id, request_id, provider, model, requested_model, status, simulated, usage_source, buckets,
             provider_usage, started_at, first_token_at, ended_at, started_event_id, ended_event_id, error_code
      FROM attempt WHERE request_id = :request AND (:key::text IS NULL OR key_id = :key) ORDER BY attempt_id LIMIT 1000
      """;

  static final String LOST =
      """
      SELECT attempt_id, request_id, provider, model, requested_model, api_flavor, simulated, conversation_id, run_id,
             agent_id, key_id, user_name, team, tags, traceparent, started_event_id, estimated_input, started_at,
             admitted_at, output_so_far
      FROM attempt WHERE status = 'running' AND lease_until < now()
      ORDER BY lease_until LIMIT 100 FOR UPDATE SKIP LOCKED
      """;

  private static final String INSERT =
      """
      INSERT INTO attempt (attempt_id, request_id, subject, provider, model, requested_model, simulated, api_flavor,
        conversation_id, run_id, agent_id, key_id, user_name, team, tags, traceparent, started_event_id,
        estimated_input, started_at, lease_until)
      VALUES (:id, :request, :subject, :provider, :model, :requestedModel, :simulated, :flavor, :conversation, :run,
        :agent, :key, :user, :team, :tags, :traceparent, :event, :estimatedInput, :startedAt,
        now() + make_interval(secs => :lease))
      RETURNING admitted_at
      """;

  private static final String END =
      """
      UPDATE attempt SET status = :status, lease_until = NULL, first_token_at = :firstTokenAt, ended_at = :endedAt,
        ended_event_id = :event, error_code = :error, usage_source = :source, provider_usage = :usage::json,
        buckets = :buckets::json
      WHERE attempt_id = :id AND status = 'running'
      """;

  private static final String RENEW =
      """
      UPDATE attempt SET lease_until = now() + make_interval(secs => ?), output_so_far = alive.output
      FROM unnest(?::text[], ?::bigint[]) AS alive (id, output)
      WHERE attempt_id = alive.id AND status = 'running' RETURNING attempt_id
      """;

  private final JdbcClient database;
  private final JsonMapper json;

  Attempts(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Attempts that ended so long ago are deleted. */
  static Expiry expiry(Duration retention) {
    return new Expiry("attempt", "ended_at", retention);
  }

  /** Adds an attempt, and tells when that is by the database's clock. */
  Instant insert(AttemptFacts attempt, Event started, Duration lease) {
    Origin origin = attempt.origin();
    Attempted attempted = attempt.attempted();
    return database
        .sql(INSERT)
        .param("id", attempt.id())
        .param("request", origin.requestId())
        .param("subject", started.subject())
        .param("provider", attempted.provider())
        .param("model", attempted.model())
        .param("requestedModel", attempted.requestedModel())
        .param("simulated", attempted.simulated())
        .param("flavor", attempted.apiFlavor())
        .param("conversation", origin.conversationId())
        .param("run", origin.runId())
        .param("agent", origin.agentId())
        .param("key", origin.keyId())
        .param("user", origin.user())
        .param("team", origin.team())
        .param("tags", origin.tags().toArray(String[]::new), Types.ARRAY)
        .param("traceparent", started.traceparent())
        .param("event", started.id())
        .param("estimatedInput", attempted.estimatedInputTokens())
        .param("startedAt", utc(attempt.startedAt()))
        .param("lease", seconds(lease))
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** Whether the attempt was still running, and so has ended now and not before. */
  boolean end(String id, AttemptEnd end, Instant endedAt, String eventId) {
    Usage usage = end.usage();
    return database
            .sql(END)
            .param("id", id)
            .param("status", end.outcome().code())
            .param("firstTokenAt", end.firstTokenAt() == null ? null : utc(end.firstTokenAt()))
            .param("endedAt", utc(endedAt))
            .param("event", eventId)
            .param("error", end.errorCode())
            .param("source", usage.source())
            .param(
                "usage",
                usage.providerUsage() == null
                    ? null
                    : json.writeValueAsString(usage.providerUsage()))
            .param("buckets", json.writeValueAsString(usage.buckets()))
            .update()
        == 1;
  }

  /** Renews the leases and tells which of the attempts still run. */
  Set<String> renew(Collection<RunningAttempt> attempts, Duration lease) {
    String[] ids = attempts.stream().map(RunningAttempt::id).toArray(String[]::new);
    Long[] outputs = attempts.stream().map(RunningAttempt::outputTokens).toArray(Long[]::new);
    return new HashSet<>(
        database.sql(RENEW).params(seconds(lease), ids, outputs).query(String.class).list());
  }

  /** Locks up to 100 attempts whose lease ran out. */
  List<LostAttempt> lost() {
    return database.sql(LOST).query((row, number) -> lost(row)).list();
  }

  /**
   * The attempts of a request in the order in which they were made, at most 1,000.
   *
   * @param keyId only those made with this key; null for all
   */
  public List<StoredAttempt> ofRequest(String requestId, @Nullable String keyId) {
    return database
        .sql(OF_REQUEST)
        .param("request", requestId)
        .param("key", keyId)
        .query((row, number) -> stored(row))
        .list();
  }

  private static LostAttempt lost(ResultSet row) throws SQLException {
    return new LostAttempt(
        row.getString("attempt_id"),
        new Attempted(
            row.getString("provider"),
            row.getString("model"),
            row.getString("requested_model"),
            row.getString("api_flavor"),
            row.getBoolean("simulated"),
            false,
            row.getLong("estimated_input")),
        new Origin(
            row.getString("request_id"),
            row.getString("conversation_id"),
            row.getString("run_id"),
            row.getString("agent_id"),
            null,
            row.getString("key_id"),
            row.getString("user_name"),
            row.getString("team"),
            List.of((String[]) row.getArray("tags").getArray())),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("admitted_at").toInstant(),
        row.getString("started_event_id"),
        row.getString("traceparent"),
        row.getLong("output_so_far"));
  }

  private StoredAttempt stored(ResultSet row) throws SQLException {
    String buckets = row.getString("buckets");
    String usage = row.getString("provider_usage");
    return new StoredAttempt(
        row.getString("attempt_id"),
        row.getString("request_id"),
        row.getString("provider"),
        row.getString("model"),
        row.getString("requested_model"),
        row.getString("status"),
        row.getBoolean("simulated"),
        row.getString("usage_source"),
        buckets == null ? null : json.readTree(buckets),
        usage == null ? null : json.readTree(usage),
        row.getTimestamp("started_at").toInstant(),
        instant(row.getTimestamp("first_token_at")),
        instant(row.getTimestamp("ended_at")),
        row.getString("started_event_id"),
        row.getString("ended_event_id"),
        row.getString("error_code"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
