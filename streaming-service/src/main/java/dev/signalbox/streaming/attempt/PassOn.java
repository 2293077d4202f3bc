package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.meter.Outcome;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.UsageCost;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Passes a provider's answer on to the client, all of it once its end is on record. */
final class PassOn {

  private static final Duration LINGER = Duration.ofMillis(50);

  private final ProviderRequests requests;
  private final CompleteAttempt completion;
  private final GenAiMetrics metrics;
  private final AttemptProperties limits;
  private final Drains drains;
  private final Clock clock;

  PassOn(
      ProviderRequests requests,
      CompleteAttempt completion,
      GenAiMetrics metrics,
      AttemptProperties limits,
      Clock clock) {
    this.requests = requests;
    this.completion = completion;
    this.metrics = metrics;
    this.limits = limits;
    this.drains = new Drains(limits.drain());
    this.clock = clock;
  }

  /**
   * Asks the provider and passes its answer on.
   *
   * @throws HungUpException when the client has gone; where the provider goes on billing, what it
   *     bills has been read
   */
  void answerTo(Ongoing attempt)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Worded worded = attempt.worded();
    boolean stream = attempt.call().request().stream();
    try (ProviderExchange exchange = requests.open(worded, stream)) {
      exchange.start();
      AnswerReader reader =
          worded.provider().answerReader(new Conventions(worded.target().reasoning()));
      Answering answering = new Answering(attempt.patience(), exchange, worded, reader, clock);
      try {
        if (stream) {
          stream(attempt, answering, exchange, reader);
        } else {
          whole(attempt, answering);
        }
      } catch (HungUpException e) {
        if (!worded.target().cancelStopsBilling()) {
          drains.drain(exchange, reader, attempt.tally(), attempt.running());
        }
        throw e;
      }
    }
  }

  private void stream(
      Ongoing attempt, Answering answering, ProviderExchange exchange, AnswerReader reader)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Signal.Opened opened =
        answering.opened(Failure.TimedOut.Limit.FIRST_TOKEN, limits.firstToken());
    if (!opened.streamOf(attempt.worded().provider())) {
      throw answering.notAnAnswer(opened);
    }
    String contentType = attempt.rendition().contentType(opened.contentType());
    StreamRelay.Ended ended =
        new StreamRelay(attempt, exchange, reader, contentType, limits).untilEnd();
    if (ended.cut()) {
      exchange.close();
    }
    Tally tally = attempt.tally();
    AttemptEnd end = ended.cut() ? tally.cut() : tally.end(Outcome.COMPLETED, null);
    byte[] completing = completed(attempt, end, ended.completing());
    metrics.streamed(attempt.running(), end, clock.instant());
    try {
      attempt.patience().complete(completing);
    } catch (HungUpException e) {
      return; // It went after the last token; what was used is recorded.
    }
    if (!ended.cut()) {
      // Reading the end of the body keeps the connection for the next request.
      exchange.next(LINGER.toNanos());
    }
  }

  private byte[] completed(Ongoing attempt, AttemptEnd end, byte[] completing)
      throws InterruptedException {
    if (!attempt.call().wishes().usageCost()) {
      completion.untold(attempt.running(), end);
      return completing;
    }
    return completion
        .told(attempt.running(), end)
        .map(cost -> new UsageCost(attempt.worded().client(), cost.amount()))
        .map(costs -> costs.inFrames(completing))
        .orElse(completing);
  }

  private void whole(Ongoing attempt, Answering answering)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Signal.Opened opened = answering.opened(Failure.TimedOut.Limit.TOTAL, limits.total());
    byte[] body = answering.body(limits.total());
    List<AnswerEvent> events = answering.whole(body, attempt.tally());
    byte[] answer = attempt.rendition().whole(body, events);
    Optional<Usd> cost =
        completion.told(attempt.running(), attempt.tally().end(Outcome.COMPLETED, null));
    if (cost.isPresent() && attempt.call().wishes().usageCost()) {
      answer = new UsageCost(attempt.worded().client(), cost.get().amount()).inWhole(answer);
    }
    try {
      attempt
          .patience()
          .whole(
              attempt.served().costing(cost.orElse(null)),
              attempt.rendition().contentType(opened.contentType()),
              answer);
    } catch (HungUpException e) {
      return; // It went while the answer was being sent; what was used is recorded.
    }
  }
}
