package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.OverBudgetException;
import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Outcome;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.openai.ChatAnswerReader;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt: recorded before the provider is called, ended before the client's last byte.
 */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Duration LINGER = Duration.ofMillis(50);

  private final AdmitAttempt admit;
  private final Meter meter;
  private final ProviderRequests requests;
  private final ChatAnswerReader reader;
  private final ErrorChunks errors;
  private final AttemptProperties limits;
  private final Clock clock;

  Attempt(
      AdmitAttempt admit,
      Meter meter,
      ProviderRequests requests,
      ChatAnswerReader reader,
      ErrorChunks errors,
      AttemptProperties limits,
      Clock clock) {
    this.admit = admit;
    this.meter = meter;
    this.requests = requests;
    this.reader = reader;
    this.errors = errors;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Makes the attempt.
   *
   * @throws MeterUnavailableException when it cannot be recorded, and was not made
   */
  AttemptResult make(
      Target target,
      ChatCall call,
      List<String> passedOver,
      AnswerSink sink,
      CircuitBreaker breaker,
      Overhead overhead) {
    RunningAttempt running;
    try {
      running = admit.admit(target, call);
    } catch (OverBudgetException e) {
      breaker.releasePermission();
      return new AttemptResult.Failed(Failure.OverBudget.of(e));
    } catch (RuntimeException e) {
      breaker.releasePermission();
      throw e;
    }
    Tally tally =
        new Tally(running, call.request().estimatedInputTokens(), target.reasoning(), clock);
    Patience patience = new Patience(sink, running, call.deadline(), clock, limits, overhead);
    Served served =
        new Served(target.provider(), target.name(), running.id(), target.simulated(), passedOver);
    long started = System.nanoTime();
    try (ProviderExchange exchange = requests.open(target, call)) {
      exchange.start();
      if (call.request().stream()) {
        stream(exchange, patience, tally, call, served, running);
      } else {
        whole(exchange, patience, tally, sink, served, running);
      }
      breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      return new AttemptResult.Answered();
    } catch (HungUpException e) {
      breaker.releasePermission();
      endOrExpire(running, tally.end(Outcome.CLIENT_GONE, "client_gone"));
      return new AttemptResult.Abandoned();
    } catch (AttemptFailedException e) {
      LOG.info("{} at {} failed: {}", running.id(), target.provider(), e.failure().code());
      Breakers.count(breaker, e.failure(), System.nanoTime() - started);
      endOrExpire(running, tally.end(e.failure()));
      return failed(e.failure(), patience);
    } catch (InterruptedException e) {
      breaker.releasePermission();
      endOrExpire(running, tally.end(Outcome.CLIENT_GONE, "shutdown"));
      Thread.currentThread().interrupt();
      return new AttemptResult.Abandoned();
    } catch (MeterUnavailableException e) {
      // The lease runs out by itself; what the client must not get is a proper end.
      breaker.releasePermission();
      if (!patience.begun()) {
        throw e;
      }
      return failed(new Failure.Revoked(), patience);
    } catch (RuntimeException e) {
      breaker.releasePermission();
      endOrExpire(running, tally.end(Outcome.PROVIDER_ERROR, "internal_error"));
      throw e;
    }
  }

  private void stream(
      ProviderExchange exchange,
      Patience patience,
      Tally tally,
      ChatCall call,
      Served served,
      RunningAttempt running)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Answering answering = new Answering(patience, exchange, reader, clock);
    Signal.Opened opened =
        answering.opened(Failure.TimedOut.Limit.FIRST_TOKEN, limits.firstToken());
    if (!opened.eventStream()) {
      throw answering.notAnAnswer(opened);
    }
    StreamRelay relay =
        new StreamRelay(
            patience,
            exchange,
            reader,
            tally,
            call.request().usageAsked(),
            served,
            opened.contentType(),
            limits);
    byte[] terminating = relay.untilDone();
    meter.end(running, tally.end(Outcome.COMPLETED, null));
    try {
      patience.write(terminating);
    } catch (HungUpException e) {
      return; // It went after the last token; what was used is recorded.
    }
    // Reading the end of the body keeps the connection for the next request.
    exchange.next(LINGER.toNanos());
  }

  private void whole(
      ProviderExchange exchange,
      Patience patience,
      Tally tally,
      AnswerSink sink,
      Served served,
      RunningAttempt running)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Answering answering = new Answering(patience, exchange, reader, clock);
    Signal.Opened opened = answering.opened(Failure.TimedOut.Limit.TOTAL, limits.total());
    byte[] body = answering.whole(tally, limits.total());
    meter.end(running, tally.end(Outcome.COMPLETED, null));
    try {
      sink.whole(served, opened.contentType(), body);
    } catch (IOException e) {
      return; // It went while the answer was being sent; what was used is recorded.
    }
  }

  /** What cannot be recorded now is recorded as lost when the lease has run out. */
  private void endOrExpire(RunningAttempt running, AttemptEnd end) {
    try {
      meter.end(running, end);
    } catch (MeterUnavailableException e) {
      LOG.warn("the end of {} is left to its lease: {}", running.id(), e.getMessage());
    }
  }

  /** After the first byte there is only one way left to tell the client. */
  private AttemptResult failed(Failure failure, Patience patience) {
    if (!patience.begun()) {
      return new AttemptResult.Failed(failure);
    }
    try {
      patience.write(errors.of(failure.code(), failure.message()));
      return new AttemptResult.Answered();
    } catch (HungUpException e) {
      return new AttemptResult.Abandoned();
    }
  }
}
