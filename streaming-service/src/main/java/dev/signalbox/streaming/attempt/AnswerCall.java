package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.limit.Allowance;
import dev.signalbox.streaming.limit.LimitReachedException;
import dev.signalbox.streaming.limit.UsageLimits;
import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.provider.Catalogue;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.time.Clock;

/**
 * Answers a request: asks the models of its chain in order until one gives a first byte. After that
 * byte nothing is tried again.
 */
public final class AnswerCall {

  private final Catalogue catalogue;
  private final Balancer balancer;
  private final UsageLimits limits;
  private final Attempts attempts;
  private final Clock clock;
  private final GenAiMetrics metrics;

  AnswerCall(
      Catalogue catalogue,
      Balancer balancer,
      UsageLimits limits,
      Attempts attempts,
      Clock clock,
      GenAiMetrics metrics) {
    this.catalogue = catalogue;
    this.balancer = balancer;
    this.limits = limits;
    this.attempts = attempts;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Answers into the sink.
   *
   * @throws RefusedException when there is no answer and nothing was sent
   * @throws dev.signalbox.streaming.wire.InvalidRequestException when the request is none of its
   *     protocol
   * @throws dev.signalbox.streaming.meter.MeterUnavailableException when nothing may be attempted
   */
  public void answer(ModelCall call, AnswerSink sink) {
    Overhead overhead = call.overhead();
    try {
      Chain chain = Chain.of(call, catalogue.models(), balancer);
      try (Allowance allowance = admitted(call, chain)) {
        new Walk(attempts, new AdmittedCall(call, allowance), sink, overhead).through(chain);
      }
    } finally {
      metrics.overhead(overhead.own());
    }
  }

  private Allowance admitted(ModelCall call, Chain chain) {
    ClientRequest request = call.request();
    long output = chain.targets().getFirst().outputLimit();
    Long wanted = request.maxOutputTokens();
    long tokens =
        request.estimatedInputTokens() + (wanted == null ? output : Math.min(wanted, output));
    try {
      return limits.admit(call.origin(), request.model(), tokens, call.deadline().remaining(clock));
    } catch (LimitReachedException e) {
      throw RefusedException.limited(e.standings(), clock.instant());
    }
  }
}
