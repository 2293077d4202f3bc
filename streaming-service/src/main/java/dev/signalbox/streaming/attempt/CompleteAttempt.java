package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.price.CostQuotes;
import dev.signalbox.streaming.price.Quotable;
import dev.signalbox.streaming.price.Quote;
import java.util.Optional;

/**
 * Ends attempts whose clients get a complete answer. What it costs is asked before, so that the
 * attempt's record can say at which price that was told.
 */
final class CompleteAttempt {

  private final CostQuotes quotes;
  private final Meter meter;

  CompleteAttempt(CostQuotes quotes, Meter meter) {
    this.quotes = quotes;
    this.meter = meter;
  }

  /** Ends it, and tells what it costs if that is known. */
  Optional<Usd> told(RunningAttempt attempt, AttemptEnd end) throws InterruptedException {
    Quotable ended =
        new Quotable(attempt.id(), attempt.attempted(), attempt.startedAt(), end.usage());
    Optional<Quote> quote = quotes.of(attempt.origin(), ended);
    meter.end(attempt, quote.map(known -> end.quotedAt(known.priceId())).orElse(end));
    return quote.map(Quote::cost);
  }

  /** Ends it for a client that is not told what it costs. */
  void untold(RunningAttempt attempt, AttemptEnd end) {
    meter.end(attempt, end);
  }
}
