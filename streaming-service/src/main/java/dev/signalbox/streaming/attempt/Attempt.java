package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.attempt.AdmitAttempt.Admission;
import dev.signalbox.streaming.attempt.Attempts.Admitted;
import dev.signalbox.streaming.budget.OverBudgetException;
import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Outcome;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt: recorded before the provider is called, ended before the client's last byte.
 */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final AdmitAttempt admit;
  private final Meter meter;
  private final PassOn answers;
  private final ObserveAttempts observe;
  private final AttemptProperties limits;
  private final Clock clock;

  Attempt(
      AdmitAttempt admit,
      Meter meter,
      PassOn answers,
      ObserveAttempts observe,
      AttemptProperties limits,
      Clock clock) {
    this.admit = admit;
    this.observe = observe;
    this.meter = meter;
    this.answers = answers;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Makes the attempt.
   *
   * @throws MeterUnavailableException when it cannot be recorded, and was not made
   */
  AttemptResult make(Admitted place, AdmittedCall admitted, Delivery delivery) {
    Admission admission;
    try {
      admission = admit.admit(place.worded(), admitted.call());
    } catch (OverBudgetException e) {
      place.breaker().releasePermission();
      return new AttemptResult.Failed(Failure.OverBudget.of(e));
    } catch (RuntimeException e) {
      place.breaker().releasePermission();
      throw e;
    }
    Ongoing attempt = ongoing(place.worded(), admitted, delivery, admission);
    try {
      return observe.observed(attempt, () -> made(attempt, place.breaker()));
    } finally {
      TokenBuckets used = attempt.tally().used();
      admitted.allowance().spent(used.input() + used.output());
    }
  }

  private Ongoing ongoing(
      Worded worded, AdmittedCall admitted, Delivery delivery, Admission admission) {
    ModelCall call = admitted.call();
    RunningAttempt running = admission.running();
    Target target = worded.target();
    Served served =
        Served.by(target, running.id(), delivery.passedOver())
            .with(worded.unused(), admitted.allowance().standings());
    return new Ongoing(
        worded,
        call,
        running,
        new Tally(running, call.request().estimatedInputTokens(), clock),
        new Patience(
            delivery, running, call.deadline(), worded.client().keepAlive(), limits, clock),
        rendition(worded, call, running, admission.ceiling()),
        served,
        admission.ceiling());
  }

  private AttemptResult made(Ongoing attempt, CircuitBreaker breaker) {
    long started = System.nanoTime();
    try {
      answers.answerTo(attempt);
      breaker.onSuccess(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      return new AttemptResult.Answered();
    } catch (HungUpException e) {
      breaker.releasePermission();
      endOrExpire(attempt, attempt.tally().end(Outcome.CLIENT_GONE, "client_gone"));
      return new AttemptResult.Abandoned();
    } catch (AttemptFailedException e) {
      LOG.info(
          "{} at {} failed: {}",
          attempt.running().id(),
          attempt.worded().target().provider(),
          e.failure().code());
      Breakers.count(breaker, e.failure(), System.nanoTime() - started);
      endOrExpire(attempt, attempt.tally().end(e.failure()));
      return failed(attempt, e.failure());
    } catch (InterruptedException e) {
      breaker.releasePermission();
      endOrExpire(attempt, attempt.tally().end(Outcome.CLIENT_GONE, "shutdown"));
      Thread.currentThread().interrupt();
      return new AttemptResult.Abandoned();
    } catch (MeterUnavailableException e) {
      // The lease runs out by itself; what the client must not get is a proper end.
      breaker.releasePermission();
      if (!attempt.patience().begun()) {
        throw e;
      }
      return failed(attempt, new Failure.Revoked());
    } catch (RuntimeException e) {
      breaker.releasePermission();
      endOrExpire(attempt, attempt.tally().end(Outcome.PROVIDER_ERROR, "internal_error"));
      throw e;
    }
  }

  private Rendition rendition(
      Worded worded, ModelCall call, RunningAttempt running, OutputCeiling ceiling) {
    boolean usageCost = call.wishes().usageCost();
    AnswerHeading heading =
        new AnswerHeading(
            running.id().substring(running.id().indexOf('_') + 1),
            call.request().model(),
            clock.instant(),
            call.request().usageHidden() && !usageCost,
            worded.understood());
    return worded.relayed()
        ? new RelayedAnswer(worded.client(), heading, ceiling, usageCost)
        : new TranslatedAnswer(worded.client(), heading, call.request().stream());
  }

  /** What cannot be recorded now is recorded as lost when the lease has run out. */
  private void endOrExpire(Ongoing attempt, AttemptEnd end) {
    try {
      meter.end(attempt.running(), end);
    } catch (MeterUnavailableException e) {
      LOG.warn("the end of {} is left to its lease: {}", attempt.running().id(), e.getMessage());
    }
  }

  /** After the first byte there is only one way left to tell the client. */
  private static AttemptResult failed(Ongoing attempt, Failure failure) {
    if (!attempt.patience().begun()) {
      return new AttemptResult.Failed(failure);
    }
    ProtocolError error =
        new ProtocolError(failure.status(), failure.code(), failure.message(), null);
    try {
      attempt.patience().fail(failure, attempt.rendition().failed(error));
      return new AttemptResult.Answered();
    } catch (HungUpException e) {
      return new AttemptResult.Abandoned();
    }
  }
}
