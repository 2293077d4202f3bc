package dev.signalbox.routing.run;

import dev.signalbox.kit.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Measures decisions, and what the service itself adds until an agent is asked and to a whole
 * answer: the total minus waiting for others and for embeddings.
 */
final class RunTimes {

  private final Timer decisions;
  private final Timer lead;
  private final Timer overhead;
  private final MeterRegistry meters;

  RunTimes(MeterRegistry meters) {
    this.meters = meters;
    this.decisions =
        Timer.builder("signalbox.routing.decision")
            .description("Choosing the agent")
            .publishPercentileHistogram()
            .register(meters);
    this.lead =
        Timer.builder("signalbox.routing.overhead")
            .description(
                "Time until an agent is asked, minus waiting for other services and for embeddings")
            .publishPercentileHistogram()
            .register(meters);
    this.overhead =
        Timer.builder("signalbox.overhead")
            .description(
                "Total time of an answer minus waiting for other services and for embeddings")
            .publishPercentileHistogram()
            .register(meters);
  }

  /** An agent did not answer, and another one may. */
  void gaveWay(ProblemCode reason) {
    Counter.builder("signalbox.routing.fallbacks")
        .description("Agents that did not answer and gave way to another")
        .tag("reason", reason.code())
        .register(meters)
        .increment();
  }

  Measured begin() {
    return new Measured();
  }

  /** One run's times; used by one thread. */
  final class Measured {

    private final long begun = System.nanoTime();
    private long waited;
    private boolean asked;

    <T> T decision(Supplier<T> work) {
      return decisions.record(work);
    }

    /** Waiting for those who were there first. */
    void inLine(Runnable wait) {
      waiting(
          () -> {
            wait.run();
            return true;
          });
    }

    <T> T embedding(Supplier<T> rest) {
      return waiting(rest);
    }

    <T> T model(Supplier<T> work) {
      if (!asked) {
        asked = true;
        lead.record(own());
      }
      return waiting(work);
    }

    <T> T settling(Supplier<T> work) {
      return waiting(work);
    }

    private <T> T waiting(Supplier<T> work) {
      long before = System.nanoTime();
      try {
        return work.get();
      } finally {
        waited += System.nanoTime() - before;
      }
    }

    void end() {
      overhead.record(own());
    }

    private Duration own() {
      return Duration.ofNanos(System.nanoTime() - begun - waited);
    }
  }
}
