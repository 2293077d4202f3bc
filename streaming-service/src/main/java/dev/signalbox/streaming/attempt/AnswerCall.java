package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.provider.Catalogue;

/**
 * Answers a request: asks the models of its chain in order until one gives a first byte. After that
 * byte nothing is tried again.
 */
public final class AnswerCall {

  private final Catalogue catalogue;
  private final Balancer balancer;
  private final Attempts attempts;
  private final GenAiMetrics metrics;

  AnswerCall(Catalogue catalogue, Balancer balancer, Attempts attempts, GenAiMetrics metrics) {
    this.catalogue = catalogue;
    this.balancer = balancer;
    this.attempts = attempts;
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
    Overhead overhead = new Overhead();
    try {
      new Walk(attempts, call, sink, overhead)
          .through(Chain.of(call, catalogue.models(), balancer));
    } finally {
      metrics.overhead(overhead.own());
    }
  }
}
