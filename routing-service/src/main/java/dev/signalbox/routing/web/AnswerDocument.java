package dev.signalbox.routing.web;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.routing.run.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one JSON document.
 *
 * @param takenOverFrom the agent that the conversation was with before, if it was with another
 */
record AnswerDocument(
    String conversationId,
    String messageId,
    String runId,
    String decision,
    String agentId,
    String agentName,
    @Nullable String takenOverFrom,
    double confidence,
    String content,
    String model,
    String provider,
    boolean simulated,
    Tokens usage,
    @Nullable Usd costUsd,
    String finishReason,
    List<String> missingTools) {

  /** Tokens of all attempts together. */
  record Tokens(long inputTokens, long outputTokens) {}

  static AnswerDocument of(Answer answer) {
    return new AnswerDocument(
        answer.routing().conversationId(),
        answer.answerId(),
        answer.routing().runId(),
        answer.routing().decision(),
        answer.routing().agentId(),
        answer.routing().agentName(),
        answer.routing().takenOverFrom(),
        answer.routing().confidence(),
        answer.content(),
        answer.usage().model(),
        answer.usage().provider(),
        answer.usage().simulated(),
        new Tokens(answer.usage().inputTokens(), answer.usage().outputTokens()),
        answer.usage().costUsd(),
        answer.finishReason(),
        answer.missingTools());
  }
}
