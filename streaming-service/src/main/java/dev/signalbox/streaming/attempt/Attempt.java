package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.OverBudgetException;
import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Outcome;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
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
  private final AttemptProperties limits;
  private final Drains drains;
  private final Clock clock;

  Attempt(
      AdmitAttempt admit,
      Meter meter,
      ProviderRequests requests,
      AttemptProperties limits,
      Clock clock) {
    this.admit = admit;
    this.meter = meter;
    this.requests = requests;
    this.limits = limits;
    this.drains = new Drains(limits.drain());
    this.clock = clock;
  }

  /**
   * Makes the attempt.
   *
   * @throws MeterUnavailableException when it cannot be recorded, and was not made
   */
  AttemptResult make(
      Worded worded,
      AdmittedCall admitted,
      List<String> passedOver,
      AnswerSink sink,
      CircuitBreaker breaker,
      Overhead overhead) {
    ModelCall call = admitted.call();
    Target target = worded.target();
    RunningAttempt running;
    try {
      running = admit.admit(worded, call);
    } catch (OverBudgetException e) {
      breaker.releasePermission();
      return new AttemptResult.Failed(Failure.OverBudget.of(e));
    } catch (RuntimeException e) {
      breaker.releasePermission();
      throw e;
    }
    Tally tally = new Tally(running, call.request().estimatedInputTokens(), clock);
    byte[] keepAlive = worded.client().keepAlive();
    Patience patience =
        new Patience(sink, running, call.deadline(), clock, limits, keepAlive, overhead);
    Served served =
        new Served(
            target.provider(),
            target.name(),
            running.id(),
            target.simulated(),
            passedOver,
            worded.unused(),
            admitted.allowance().standings(),
            Duration.ZERO);
    Rendition rendition = rendition(worded, call, running);
    try {
      return made(
          worded, call, running, tally, patience, served, rendition, sink, breaker, overhead);
    } finally {
      admitted.allowance().spent(tally.tokens());
    }
  }

  private AttemptResult made(
      Worded worded,
      ModelCall call,
      RunningAttempt running,
      Tally tally,
      Patience patience,
      Served served,
      Rendition rendition,
      AnswerSink sink,
      CircuitBreaker breaker,
      Overhead overhead) {
    Target target = worded.target();
    long started = System.nanoTime();
    try (ProviderExchange exchange = requests.open(worded, call.request().stream())) {
      exchange.start();
      AnswerReader reader = worded.provider().answerReader(new Conventions(target.reasoning()));
      Answering answering = new Answering(patience, exchange, worded, reader, clock);
      try {
        if (call.request().stream()) {
          stream(answering, exchange, patience, tally, worded, reader, rendition, served, running);
        } else {
          whole(answering, tally, sink, rendition, served, running, overhead);
        }
      } catch (HungUpException e) {
        if (!target.cancelStopsBilling()) {
          drains.drain(exchange, reader, tally, running);
        }
        throw e;
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
      return failed(e.failure(), patience, rendition);
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
      return failed(new Failure.Revoked(), patience, rendition);
    } catch (RuntimeException e) {
      breaker.releasePermission();
      endOrExpire(running, tally.end(Outcome.PROVIDER_ERROR, "internal_error"));
      throw e;
    }
  }

  private Rendition rendition(Worded worded, ModelCall call, RunningAttempt running) {
    AnswerHeading heading =
        new AnswerHeading(
            running.id().substring(running.id().indexOf('_') + 1),
            call.request().model(),
            clock.instant(),
            call.request().usageHidden(),
            worded.understood());
    return worded.relayed()
        ? new RelayedAnswer(worded.client(), heading)
        : new TranslatedAnswer(worded.client(), heading, call.request().stream());
  }

  private void stream(
      Answering answering,
      ProviderExchange exchange,
      Patience patience,
      Tally tally,
      Worded worded,
      AnswerReader reader,
      Rendition rendition,
      Served served,
      RunningAttempt running)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Signal.Opened opened =
        answering.opened(Failure.TimedOut.Limit.FIRST_TOKEN, limits.firstToken());
    if (!opened.streamOf(worded.provider())) {
      throw answering.notAnAnswer(opened);
    }
    String contentType = rendition.contentType(opened.contentType());
    StreamRelay relay =
        new StreamRelay(patience, exchange, reader, tally, rendition, served, contentType, limits);
    byte[] completing = relay.untilEnd();
    meter.end(running, tally.end(Outcome.COMPLETED, null));
    try {
      patience.complete(completing);
    } catch (HungUpException e) {
      return; // It went after the last token; what was used is recorded.
    }
    // Reading the end of the body keeps the connection for the next request.
    exchange.next(LINGER.toNanos());
  }

  private void whole(
      Answering answering,
      Tally tally,
      AnswerSink sink,
      Rendition rendition,
      Served served,
      RunningAttempt running,
      Overhead overhead)
      throws HungUpException, AttemptFailedException, InterruptedException {
    Signal.Opened opened = answering.opened(Failure.TimedOut.Limit.TOTAL, limits.total());
    byte[] body = answering.body(limits.total());
    List<AnswerEvent> events = answering.whole(body, tally);
    byte[] answer = rendition.whole(body, events);
    meter.end(running, tally.end(Outcome.COMPLETED, null));
    try {
      sink.whole(served.after(overhead.own()), rendition.contentType(opened.contentType()), answer);
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
  private AttemptResult failed(Failure failure, Patience patience, Rendition rendition) {
    if (!patience.begun()) {
      return new AttemptResult.Failed(failure);
    }
    try {
      patience.fail(
          failure,
          rendition.failed(
              new ProtocolError(failure.status(), failure.code(), failure.message(), null)));
      return new AttemptResult.Answered();
    } catch (HungUpException e) {
      return new AttemptResult.Abandoned();
    }
  }
}
