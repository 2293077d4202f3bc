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
 * @param model whose limit it is; null if it was shown before that was kept
 * @param tokeniser how its tokens were counted; null likewise
 * @param tokens how many that were at most
 */
record RelayDocument(
    String agentId,
    @Nullable String model,
    @Nullable String tokeniser,
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
        shown.model(),
        shown.tokeniser(),
        shown.tokenLimit(),
        shown.tokens(),
        shown.summary(),
        at.apply(shown.pinned()).stream().map(MessageDocument::of).toList(),
        at.apply(shown.recent()).stream().map(MessageDocument::of).toList(),
        shown.leftOut(),
        shown.createdAt());
  }
}
