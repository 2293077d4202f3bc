package dev.signalbox.routing.web;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.relay.Relays;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an agent was shown of a conversation.
 *
 * @param tokens how many that were, by the same high estimate as the limit
 */
record RelayDocument(
    String agentId,
    int tokenLimit,
    int tokens,
    @Nullable String summary,
    List<MessageDocument> pinned,
    List<MessageDocument> recent,
    int leftOut,
    Instant createdAt) {

  static RelayDocument of(Relays.Shown shown, Function<List<Integer>, List<Message>> at) {
    return new RelayDocument(
        shown.agentId(),
        shown.tokenLimit(),
        shown.tokens(),
        shown.summary(),
        at.apply(shown.pinned()).stream().map(MessageDocument::of).toList(),
        at.apply(shown.recent()).stream().map(MessageDocument::of).toList(),
        shown.leftOut(),
        shown.createdAt());
  }
}
