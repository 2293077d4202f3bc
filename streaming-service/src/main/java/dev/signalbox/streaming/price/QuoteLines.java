package dev.signalbox.streaming.price;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.streaming.meter.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks for many at once: whatever the same caller's requests want to know while a question is on
 * its way is asked with the next one.
 */
final class QuoteLines {

  private static final int MOST_AT_ONCE = 50;
  private static final int MOST_WAITING = 1_000;

  private final AskForQuotes quotes;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock. A caller has a line while somebody asks for it.
  private final Map<Caller, Deque<Waiting>> lines = new HashMap<>();

  QuoteLines(AskForQuotes quotes) {
    this.quotes = quotes;
  }

  /** In whose name it is asked, and at whose prices. */
  private record Caller(String keyId, @Nullable String team) {}

  /** What the attempt costs. Whoever does not want to know any more cancels it. */
  CompletableFuture<Optional<Quote>> ask(Origin origin, Quotable attempt) {
    Caller caller = new Caller(origin.keyId(), origin.team());
    Waiting waiting = new Waiting(attempt);
    lock.lock();
    try {
      Deque<Waiting> line = lines.get(caller);
      if (line != null) {
        if (line.size() == MOST_WAITING) {
          return CompletableFuture.completedFuture(Optional.empty());
        }
        line.addLast(waiting);
        return waiting.answer;
      }
      lines.put(caller, new ArrayDeque<>(List.of(waiting)));
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("cost-quotes").start(() -> askAll(caller));
    return waiting.answer;
  }

  private void askAll(Caller caller) {
    List<Waiting> round = next(caller);
    while (!round.isEmpty()) {
      answer(round);
      round = next(caller);
    }
  }

  /** The next who are asked for together; when there are none, the line is given up. */
  private List<Waiting> next(Caller caller) {
    List<Waiting> round = new ArrayList<>();
    lock.lock();
    try {
      Deque<Waiting> line = lines.getOrDefault(caller, new ArrayDeque<>());
      while (!line.isEmpty() && round.size() < MOST_AT_ONCE) {
        Waiting next = line.removeFirst();
        if (!next.answer.isDone()) {
          round.add(next);
        }
      }
      if (round.isEmpty()) {
        lines.remove(caller);
      }
    } finally {
      lock.unlock();
    }
    return round;
  }

  private static void answer(List<Waiting> round) {
    try {
      List<Optional<Quote>> answers = round.getFirst().askFor(round);
      for (int at = 0; at < round.size(); at++) {
        round.get(at).answer.complete(answers.get(at));
      }
    } catch (Exception e) {
      round.forEach(each -> each.answer.completeExceptionally(e));
    }
  }

  private final class Waiting {

    private final Quotable attempt;
    private final CompletableFuture<Optional<Quote>> answer = new CompletableFuture<>();
    private final Callable<List<Optional<Quote>>> question;
    private List<Quotable> asked = List.of();

    Waiting(Quotable attempt) {
      this.attempt = attempt;
      this.question = Carried.callable(() -> quotes.ask(asked));
    }

    /** Asks on behalf of this one's request. */
    List<Optional<Quote>> askFor(List<Waiting> round) throws Exception {
      asked = round.stream().map(each -> each.attempt).toList();
      return question.call();
    }
  }
}
