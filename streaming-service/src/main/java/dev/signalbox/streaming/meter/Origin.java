package dev.signalbox.streaming.meter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf an attempt is made.
 *
 * @param causationId the event that led to it
 * @param tags what the caller wants it to be counted under
 */
public record Origin(
    String requestId,
    @Nullable String conversationId,
    @Nullable String runId,
    @Nullable String agentId,
    @Nullable String causationId,
    String keyId,
    @Nullable String user,
    @Nullable String team,
    List<String> tags) {

  public Origin {
    tags = List.copyOf(tags);
  }

  /** The stream its events belong to. */
  String subject(String attemptId) {
    return conversationId == null ? "attempt/" + attemptId : "conversation/" + conversationId;
  }
}
