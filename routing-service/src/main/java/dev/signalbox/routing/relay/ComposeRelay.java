package dev.signalbox.routing.relay;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.conversation.Messages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Chooses what an agent is shown of a conversation, within what its model takes: pinned messages
 * first, then the summary of the oldest ones, then as many of the last turns as fit. No message is
 * cut, and no answer is shown without its question.
 */
public final class ComposeRelay {

  private final Messages messages;
  private final Summaries summaries;
  private final Map<String, Integer> modelLimits;
  private final int tokenLimit;
  private final int maxMessages;

  /**
   * @param modelLimits tokens of models that take more or fewer than others
   * @param tokenLimit how many tokens the others take, by a high estimate
   * @param maxMessages how many messages are looked at
   */
  public ComposeRelay(
      Messages messages,
      Summaries summaries,
      Map<String, Integer> modelLimits,
      int tokenLimit,
      int maxMessages) {
    this.messages = messages;
    this.summaries = summaries;
    this.modelLimits = Map.copyOf(modelLimits);
    this.tokenLimit = tokenLimit;
    this.maxMessages = maxMessages;
  }

  /** What was said before a position of the conversation, for a model. */
  public Composed before(String conversationId, int position, String model) {
    int limit = modelLimits.getOrDefault(model, tokenLimit);
    if (position <= 1) {
      return Composed.nothing(limit);
    }
    List<Message> found = messages.recent(conversationId, position, limit, maxMessages);
    Deque<Message> recent = new ArrayDeque<>();
    Deque<Message> older = new ArrayDeque<>(found);
    while (!older.isEmpty() && older.getLast().position() == position - 1 - recent.size()) {
      recent.addFirst(older.removeLast());
    }
    return isWhole(recent, position)
        ? composed(recent, List.of(), Summary.NONE, position, limit)
        : withOlder(conversationId, position, recent, List.copyOf(older), limit);
  }

  private static boolean isWhole(Deque<Message> recent, int position) {
    return recent.size() == position - 1;
  }

  private Composed withOlder(
      String conversationId,
      int position,
      Deque<Message> recent,
      List<Message> pinnedOlder,
      int limit) {
    List<Message> pinned = fitting(pinnedOlder, limit / 2);
    Summary summary = summaries.find(conversationId).orElse(Summary.NONE);
    int left = limit - tokens(pinned);
    if (summary.tokens() > left) {
      summary = Summary.NONE;
    }
    left -= summary.tokens();
    int used = tokens(recent);
    while (!recent.isEmpty()
        && (used > left || recent.getFirst().role() == Message.Role.ASSISTANT)) {
      Message dropped = recent.removeFirst();
      used -= dropped.tokens();
      if (dropped.pinned()) {
        pinned.add(dropped);
        left -= dropped.tokens();
      }
    }
    return composed(recent, pinned, summary, position, limit);
  }

  /** The newest ones that fit. */
  private static List<Message> fitting(List<Message> pinned, int limit) {
    Deque<Message> fitting = new ArrayDeque<>();
    int left = limit;
    for (Message message : pinned.reversed()) {
      left -= message.tokens();
      if (left >= 0) {
        fitting.addFirst(message);
      }
    }
    return new ArrayList<>(fitting);
  }

  private static Composed composed(
      Deque<Message> recent, List<Message> pinned, Summary summary, int position, int limit) {
    int older = position - 1 - recent.size();
    int pinnedBeside =
        (int) pinned.stream().filter(message -> message.position() > summary.upTo()).count();
    int leftOut = Math.max(0, older - summary.upTo() - pinnedBeside);
    return new Composed(
        new Relay(
            summary.upTo() == 0 ? null : summary.content(), pinned, List.copyOf(recent), leftOut),
        limit,
        tokens(recent) + tokens(pinned) + summary.tokens(),
        older);
  }

  private static int tokens(Iterable<Message> some) {
    int tokens = 0;
    for (Message message : some) {
      tokens += message.tokens();
    }
    return tokens;
  }
}
