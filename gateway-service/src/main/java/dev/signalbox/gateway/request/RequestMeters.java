package dev.signalbox.gateway.request;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code signalbox.requests}: how long requests took in all. {@code signalbox.overhead}: what this
 * hop added to proxied ones up to the first byte of the answer.
 */
final class RequestMeters {
  private record Labels(String route, String method, String status) {}

  private final Map<Labels, Timer> requests = new ConcurrentHashMap<>();
  private final Map<Labels, Timer> overheads = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  RequestMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void record(InboundRequest request, Outcome outcome) {
    Labels labels = new Labels(outcome.route(), outcome.method(), outcome.status());
    requests
        .computeIfAbsent(labels, missing -> timer("signalbox.requests", missing))
        .record(request.totalNanos(), TimeUnit.NANOSECONDS);
    long overhead = request.overheadNanos();
    if (overhead >= 0) {
      overheads
          .computeIfAbsent(labels, missing -> timer("signalbox.overhead", missing))
          .record(overhead, TimeUnit.NANOSECONDS);
    }
  }

  private Timer timer(String name, Labels labels) {
    return Timer.builder(name)
        .tag("route", labels.route())
        .tag("method", labels.method())
        .tag("status", labels.status())
        .publishPercentileHistogram()
        .register(registry);
  }
}
