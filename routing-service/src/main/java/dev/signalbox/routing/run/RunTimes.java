package dev.signalbox.routing.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Measures decisions, and what the service itself adds to an answer: the total minus waiting for
 * others.
 */
final class RunTimes {

  private final Timer decisions;
  private final Timer overhead;

  RunTimes(MeterRegistry meters) {
    this.decisions =
        Timer.builder("signalbox.routing.decision")
            .description("Choosing the agent and storing the decision")
            .publishPercentileHistogram()
            .register(meters);
    this.overhead =
        Timer.builder("signalbox.overhead")
            .description("Total time of an answer minus waiting for other services")
            .publishPercentileHistogram()
            .register(meters);
  }

  Measured begin() {
    return new Measured();
  }

  /** One run's times; used by one thread. */
  final class Measured {

    private final long begun = System.nanoTime();
    private long waited;

    <T> T decision(Supplier<T> work) {
      return decisions.record(work);
    }

    <T> T model(Supplier<T> work) {
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
      overhead.record(Duration.ofNanos(System.nanoTime() - begun - waited));
    }
  }
}
