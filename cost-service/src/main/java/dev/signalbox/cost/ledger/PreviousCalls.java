package dev.signalbox.cost.ledger;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the call of a conversation that another one may go on from. */
@Repository
class PreviousCalls {

  /** For so long every provider that has a cache keeps what it was sent. */
  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  static final String NEWEST =
      """
      SELECT input_tokens, output_tokens FROM ledger_entries
       WHERE conversation_id = :conversation AND attempted_at >= :since AND attempted_at < :before
         AND provider = :provider AND model = :model AND agent_id IS NOT DISTINCT FROM :agent
         AND status = 'priced' AND ended_at <= :startedAt
       ORDER BY attempted_at DESC, attempt_id DESC LIMIT 1
      """;

  private final JdbcClient database;

  PreviousCalls(JdbcClient database) {
    this.database = database;
  }

  /**
   * The newest call of the same conversation, agent and model that had ended when this one began,
   * and began at most 5 minutes before it; empty if there is none.
   */
  Optional<PreviousCall> before(Attempt attempt) {
    if (attempt.conversationId() == null) {
      return Optional.empty();
    }
    Instant began = AttemptTime.of(attempt.attemptId());
    return database
        .sql(NEWEST)
        .param("conversation", attempt.conversationId())
        .param("since", timestamp(began.minus(REMEMBERED)))
        .param("before", timestamp(began))
        .param("provider", attempt.provider())
        .param("model", attempt.model())
        .param("agent", attempt.agentId(), Types.VARCHAR)
        .param("startedAt", timestamp(attempt.startedAt()))
        .query(
            (row, number) ->
                new PreviousCall(row.getLong("input_tokens"), row.getLong("output_tokens")))
        .optional();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** How long it was. */
  record PreviousCall(long inputTokens, long outputTokens) {

    /** Whether a call with so long an input has this one's input and answer before its own. */
    boolean isContinuedBy(long inputTokens) {
      return inputTokens >= this.inputTokens + outputTokens;
    }
  }
}
