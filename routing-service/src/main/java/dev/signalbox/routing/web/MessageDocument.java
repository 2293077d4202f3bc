package dev.signalbox.routing.web;

import dev.signalbox.routing.conversation.Message;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A message as it is shown. */
record MessageDocument(
    String messageId,
    String conversationId,
    int position,
    String role,
    String content,
    String runId,
    @Nullable String agentId,
    @Nullable String model,
    boolean incomplete,
    boolean pinned,
    Instant createdAt) {

  static MessageDocument of(Message message) {
    return new MessageDocument(
        message.messageId(),
        message.conversationId(),
        message.position(),
        message.role().name().toLowerCase(Locale.ROOT),
        message.content(),
        message.runId(),
        message.agentId(),
        message.model(),
        message.incomplete(),
        message.pinned(),
        message.createdAt());
  }
}
