package dev.signalbox.standalone.bench.gateway;

import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;

/** Clients of which each sends its next request when it has its answer, until the interval is over. */
final class Clients {

  private static final int TOO_MANY_FAILURES = 1_000;

  private final Answers answers;
  private final int frames;
  private final long from;
  private final long until;
  private final FrameAudit.Timing unmeasured = new FrameAudit.Timing();
  private final Set<Exchange> open = new HashSet<>();

  /**
   * None yet.
   *
   * @param answers takes what ends within the interval, and every failure
   * @param frames of every stream; 0 if answers are none
   * @param from where the interval begins, by {@link System#nanoTime}
   * @param until where it ends
   */
  Clients(Answers answers, int frames, long from, long until) {
    this.answers = answers;
    this.frames = frames;
    this.from = from;
    this.until = until;
  }

  void add(Target target, Selector selector) {
    Exchange client = new Exchange(target, selector);
    open.add(client);
    ask(client);
  }

  /** Those that wait for an answer. */
  Set<Exchange> open() {
    return open;
  }

  void ended(Exchange client, Exchange.Progress progress) {
    if (progress == Exchange.Progress.FAILED) {
      answers.failed(client.said());
    } else if (measured(System.nanoTime())) {
      answers.answered(client);
    }
    ask(client);
  }

  private boolean measured(long now) {
    return now >= from && now < until;
  }

  private void ask(Exchange client) {
    long now = System.nanoTime();
    while (now < until && answers.failed() < TOO_MANY_FAILURES) {
      FrameAudit.Timing timing = measured(now) ? answers.timing() : unmeasured;
      if (client.begin(FrameAudit.of(frames, timing)) == Exchange.Progress.GOING_ON) {
        return;
      }
      answers.failed(client.said());
      now = System.nanoTime();
    }
    client.disconnect();
    open.remove(client);
  }
}
