package dev.signalbox.streaming.meter;

import dev.signalbox.kit.housekeeping.Expiry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
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
      SELECT id, request, subject, provider, model, requested_model, simulated, flavor, conversation, run, agent, key,
             user_name, team, ARRAY(SELECT json_array_elements_text(tags::json)), traceparent, event, estimated_input,
             started_at, now() + make_interval(secs => :lease)
        FROM unnest(:ids::text[], :requests::text[], :subjects::text[], :providers::text[], :models::text[],
                    :requestedModels::text[], :simulated::boolean[], :flavors::text[], :conversations::text[], :runs::text[],
                    :agents::text[], :keys::text[], :users::text[], :teams::text[], :tags::text[], :traceparents::text[],
                    :events::text[], :estimatedInputs::bigint[], :startedAts::timestamptz[])
               AS started (id, request, subject, provider, model, requested_model, simulated, flavor, conversation, run,
                           agent, key, user_name, team, tags, traceparent, event, estimated_input, started_at)
      RETURNING admitted_at
      """;

  private static final String WITHDRAW =
      """
      DELETE FROM attempt WHERE attempt_id = ANY (:ids)
      """;

  /**
   * Whoever locks several attempts does it in the order of their ids. Whether they run is looked at
   * once they are locked: as a condition before, the planner reads every attempt that runs for it.
   */
  static final String END =
      """
      WITH locked AS MATERIALIZED (
        SELECT attempt_id, status FROM attempt WHERE attempt_id = ANY (:ids) ORDER BY attempt_id FOR NO KEY UPDATE)
      UPDATE attempt SET status = ended.status, lease_until = NULL, first_token_at = ended.first_token_at,
        ended_at = ended.ended_at, ended_event_id = ended.event, error_code = ended.error, usage_source = ended.source,
        provider_usage = ended.usage::json, buckets = ended.buckets::json
        FROM unnest(:ids::text[], :statuses::text[], :firstTokens::timestamptz[], :endedAts::timestamptz[],
                    :events::text[], :errors::text[], :sources::text[], :usages::text[], :buckets::text[])
               AS ended (id, status, first_token_at, ended_at, event, error, source, usage, buckets)
        JOIN locked ON locked.attempt_id = ended.id AND locked.status = 'running'
       WHERE attempt.attempt_id = ended.id RETURNING attempt.attempt_id
      """;

  static final String RENEW =
      """
      WITH locked AS MATERIALIZED (
        SELECT attempt_id, status FROM attempt WHERE attempt_id = ANY (:ids) ORDER BY attempt_id FOR NO KEY UPDATE)
      UPDATE attempt SET lease_until = now() + make_interval(secs => :lease), output_so_far = alive.output
        FROM unnest(:ids::text[], :outputs::bigint[]) AS alive (id, output)
        JOIN locked ON locked.attempt_id = alive.id AND locked.status = 'running'
       WHERE attempt.attempt_id = alive.id RETURNING attempt.attempt_id
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

  /** Adds attempts, at least one, and tells when that is by the database's clock. */
  Instant insert(List<Entry.Beginning> beginnings, Duration lease) {
    return database
        .sql(INSERT)
        .param("ids", texts(beginnings, each -> each.facts().id()))
        .param("requests", texts(beginnings, each -> each.facts().origin().requestId()))
        .param("subjects", texts(beginnings, each -> each.event().subject()))
        .param("providers", texts(beginnings, each -> each.facts().attempted().provider()))
        .param("models", texts(beginnings, each -> each.facts().attempted().model()))
        .param(
            "requestedModels", texts(beginnings, each -> each.facts().attempted().requestedModel()))
        .param(
            "simulated",
            beginnings.stream()
                .map(each -> each.facts().attempted().simulated())
                .toArray(Boolean[]::new))
        .param("flavors", texts(beginnings, each -> each.facts().attempted().apiFlavor()))
        .param("conversations", texts(beginnings, each -> each.facts().origin().conversationId()))
        .param("runs", texts(beginnings, each -> each.facts().origin().runId()))
        .param("agents", texts(beginnings, each -> each.facts().origin().agentId()))
        .param("keys", texts(beginnings, each -> each.facts().origin().keyId()))
        .param("users", texts(beginnings, each -> each.facts().origin().user()))
        .param("teams", texts(beginnings, each -> each.facts().origin().team()))
        .param(
            "tags",
            texts(beginnings, each -> json.writeValueAsString(each.facts().origin().tags())))
        .param("traceparents", texts(beginnings, each -> each.event().traceparent()))
        .param("events", texts(beginnings, each -> each.event().id()))
        .param(
            "estimatedInputs",
            beginnings.stream()
                .map(each -> each.facts().attempted().estimatedInputTokens())
                .toArray(Long[]::new))
        .param("startedAts", texts(beginnings, each -> each.facts().startedAt().toString()))
        .param("lease", seconds(lease))
        .query(OffsetDateTime.class)
        .list()
        .getFirst()
        .toInstant();
  }

  /** Takes back what was added in the same transaction. */
  void withdraw(Set<String> ids) {
    if (!ids.isEmpty()) {
      database.sql(WITHDRAW).param("ids", ids.toArray(String[]::new)).update();
    }
  }

  /** Those that were still running, and so have ended now and not before. */
  Set<String> end(List<Entry.Ending> endings) {
    if (endings.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        database
            .sql(END)
            .param("ids", texts(endings, Entry.Ending::id))
            .param("statuses", texts(endings, each -> each.end().outcome().code()))
            .param("firstTokens", texts(endings, each -> text(each.end().firstTokenAt())))
            .param("endedAts", texts(endings, each -> each.endedAt().toString()))
            .param("events", texts(endings, each -> each.event().id()))
            .param("errors", texts(endings, each -> each.end().errorCode()))
            .param("sources", texts(endings, each -> each.end().usage().source()))
            .param("usages", texts(endings, each -> text(each.end().usage().providerUsage())))
            .param(
                "buckets",
                texts(endings, each -> json.writeValueAsString(each.end().usage().buckets())))
            .query(String.class)
            .list());
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }

  private @Nullable String text(@Nullable JsonNode node) {
    return node == null ? null : json.writeValueAsString(node);
  }

  private interface Text<E> {
    @Nullable String of(E entry);
  }

  private static <E> @Nullable String[] texts(List<E> entries, Text<E> text) {
    @Nullable String[] texts = new @Nullable String[entries.size()];
    for (int place = 0; place < texts.length; place++) {
      texts[place] = text.of(entries.get(place));
    }
    return texts;
  }

  /** Renews the leases and tells which of the attempts still run. */
  Set<String> renew(Collection<RunningAttempt> attempts, Duration lease) {
    String[] ids = attempts.stream().map(RunningAttempt::id).toArray(String[]::new);
    Long[] outputs = attempts.stream().map(RunningAttempt::outputTokens).toArray(Long[]::new);
    return new HashSet<>(
        database
            .sql(RENEW)
            .param("lease", seconds(lease))
            .param("ids", ids)
            .param("outputs", outputs)
            .query(String.class)
            .list());
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

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
