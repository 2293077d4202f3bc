package dev.signalbox.routing.relay;

import dev.signalbox.routing.conversation.Message;
import dev.signalbox.routing.conversation.MessageTokens;
import dev.signalbox.routing.conversation.Messages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Chooses what an agent is shown of a conversation, within what its model takes: pinned messages
 * first, up to half of it, then the summary of the oldest ones, then as many of the last turns as
 * fit. No message is cut, and no answer is shown without its question.
 */
public final class ComposeRelay {

  private final Messages messages;
  private final Summaries summaries;
  private final TokenBudgets budgets;
  private final MessageTokens tokens;
  private final int maxMessages;

  /**
   * @param maxMessages how many messages are looked at
   */
  public ComposeRelay(
      Messages messages,
      Summaries summaries,
      TokenBudgets budgets,
      MessageTokens tokens,
      int maxMessages) {
    this.messages = messages;
    this.summaries = summaries;
    this.budgets = budgets;
    this.tokens = tokens;
    this.maxMessages = maxMessages;
  }

  /** A message with how many tokens the model may find in it. */
  private record Sized(Message message, int tokens) {}

  /**
   * What was said before a position of the conversation.
   *
   * @param models those of which one will answer
   */
  public Composed before(String conversationId, int position, List<String> models) {
    TokenBudget budget = budgets.strictest(models);
    if (position <= 1) {
      return Composed.nothing(budget);
    }
    Deque<Sized> older = new ArrayDeque<>();
    for (Message message :
        messages.recent(conversationId, position, budget.stored(), maxMessages)) {
      older.add(
          new Sized(
              message, tokens.atMost(budget.tokeniser(), message.tokens(), message.content())));
    }
    Deque<Sized> recent = new ArrayDeque<>();
    while (!older.isEmpty()
        && older.getLast().message().position() == position - 1 - recent.size()) {
      recent.addFirst(older.removeLast());
    }
    boolean whole = recent.size() == position - 1 && tokens(recent) <= budget.limit();
    return whole
        ? composed(recent, List.of(), Summary.NONE, 0, position, budget)
        : withOlder(conversationId, position, recent, List.copyOf(older), budget);
  }

  private Composed withOlder(
      String conversationId,
      int position,
      Deque<Sized> recent,
      List<Sized> pinnedOlder,
      TokenBudget budget) {
    List<Sized> pinned = fitting(pinnedOlder, budget.limit() / 2);
    int left = budget.limit() - tokens(pinned);
    Summary summary = summaries.find(conversationId).orElse(Summary.NONE);
    int ofSummary =
        summary.upTo() == 0
            ? 0
            : tokens.atMost(budget.tokeniser(), summary.tokens(), summary.content());
    if (ofSummary > left) {
      summary = Summary.NONE;
      ofSummary = 0;
    }
    left -= ofSummary;
    int used = tokens(recent);
    while (!recent.isEmpty()
        && (used > left || recent.getFirst().message().role() == Message.Role.ASSISTANT)) {
      Sized dropped = recent.removeFirst();
      used -= dropped.tokens();
      if (dropped.message().pinned()
          && dropped.tokens() <= Math.min(left, budget.limit() / 2 - tokens(pinned))) {
        pinned.add(dropped);
        left -= dropped.tokens();
      }
    }
    return composed(recent, pinned, summary, ofSummary, position, budget);
  }

  /** The newest ones that fit. */
  private static List<Sized> fitting(List<Sized> pinned, int limit) {
    Deque<Sized> fitting = new ArrayDeque<>();
    int left = limit;
    for (Sized message : pinned.reversed()) {
      left -= message.tokens();
      if (left >= 0) {
        fitting.addFirst(message);
      }
    }
    return new ArrayList<>(fitting);
  }

  private static Composed composed(
      Deque<Sized> recent,
      List<Sized> pinned,
      Summary summary,
      int ofSummary,
      int position,
      TokenBudget budget) {
    int older = position - 1 - recent.size();
    int pinnedBeside =
        (int) pinned.stream().filter(one -> one.message().position() > summary.upTo()).count();
    int leftOut = Math.max(0, older - summary.upTo() - pinnedBeside);
    return new Composed(
        new Relay(
            summary.upTo() == 0 ? null : summary.content(),
            messages(pinned),
            messages(recent),
            leftOut),
        budget,
        tokens(recent) + tokens(pinned) + ofSummary,
        older);
  }

  private static List<Message> messages(Collection<Sized> some) {
    return some.stream().map(Sized::message).toList();
  }

  private static int tokens(Collection<Sized> some) {
    return some.stream().mapToInt(Sized::tokens).sum();
  }
}
