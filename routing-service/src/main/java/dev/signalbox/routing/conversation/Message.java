package dev.signalbox.routing.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param position 1, 2, 3, ... within the conversation
 * @param agentId the agent that wrote it; null for a user's
 * @param model the model that wrote it, {@code provider/model}; null for a user's
 * @param incomplete whether it is an answer that was cut off
 * @param tokens how many it takes; see {@link MessageTokens#stored}
 * @param pinned whether agents are shown it however old it is
 */
public record Message(
    String messageId,
    String conversationId,
    int position,
    Role role,
    String content,
    String runId,
    @Nullable String agentId,
    @Nullable String model,
    boolean incomplete,
    int tokens,
    boolean pinned,
    Instant createdAt) {

  /** Who wrote it. */
  public enum Role {
    USER,
    ASSISTANT;

    String stored() {
      return this == USER ? "user" : "assistant";
    }

    static Role ofStored(String value) {
      return value.equals("user") ? USER : ASSISTANT;
    }
  }
}
