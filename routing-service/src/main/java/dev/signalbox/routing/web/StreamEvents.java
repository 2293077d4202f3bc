package dev.signalbox.routing.web;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.routing.run.Answer;
import dev.signalbox.routing.run.Tried;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The data of the events of an answer's stream. */
final class StreamEvents {

  private StreamEvents() {}

  /** A piece of the answer. */
  record Delta(String text) {}

  /** A tool is called. */
  record ToolCall(String callId, String server, String tool, JsonNode arguments) {}

  /** A tool has answered. */
  record ToolResult(String callId, String server, String tool, boolean isError, String content) {}

  /** The end of a complete answer. */
  record Done(
      String conversationId,
      String messageId,
      String runId,
      String agentId,
      double confidence,
      String model,
      String provider,
      boolean simulated,
      long inputTokens,
      long outputTokens,
      @Nullable Usd costUsd,
      String finishReason,
      List<String> missingTools) {

    static Done of(Answer answer) {
      return new Done(
          answer.routing().conversationId(),
          answer.answerId(),
          answer.routing().runId(),
          answer.routing().agentId(),
          answer.routing().confidence(),
          answer.usage().model(),
          answer.usage().provider(),
          answer.usage().simulated(),
          answer.usage().inputTokens(),
          answer.usage().outputTokens(),
          answer.usage().costUsd(),
          answer.finishReason(),
          answer.missingTools());
    }
  }

  /** The end of an answer that is not complete. */
  record Failed(
      String code,
      String title,
      String detail,
      int status,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable String runId,
      List<Tried> tried,
      @Nullable String answer) {}
}
