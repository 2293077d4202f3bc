package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets requests in as long as they are within every limit that applies to them. Where none does, it
 * costs a look.
 */
public final class UsageLimits {

  /** A window may end between two of them, but not each time. */
  private static final int MOST_EXCHANGES = 50;

  private final LimitsInForce inForce;
  private final Duration patience;
  private final Holdings holdings;
  private final UsageExchange exchange;
  private final LongSupplier nanos;
  private final MeterRegistry registry;

  UsageLimits(
      LimitsInForce inForce,
      Duration patience,
      Holdings holdings,
      UsageExchange exchange,
      LongSupplier nanos,
      MeterRegistry registry) {
    this.inForce = inForce;
    this.patience = patience;
    this.holdings = holdings;
    this.exchange = exchange;
    this.nanos = nanos;
    this.registry = registry;
  }

  /**
   * Takes a request's share of every limit.
   *
   * @param model as the client named it
   * @param tokens it may use at most
   * @param remaining until its deadline
   * @throws LimitReachedException when it is over one of them; then nothing was taken
   * @throws MeterUnavailableException when that cannot be told
   */
  public Allowance admit(Origin origin, String model, long tokens, Duration remaining) {
    List<Demand> demands = demands(origin, model, tokens);
    return new Allowance(this, demands.isEmpty() ? List.of() : taken(demands, patience(remaining)));
  }

  private List<Demand> demands(Origin origin, String model, long tokens) {
    List<Demand> demands = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      String value = scope.of(origin, model);
      if (value != null) {
        inForce
            .of(scope, value)
            .forEach(
                (measure, quota) ->
                    demands.add(
                        new Demand(
                            new UsageKey(scope, value, measure), quota, measure.amount(tokens))));
      }
    }
    return demands;
  }

  private Duration patience(Duration remaining) {
    return remaining.compareTo(patience) < 0 ? remaining : patience;
  }

  private List<Standing> taken(List<Demand> demands, Duration patience) {
    long until = nanos.getAsLong() + patience.toNanos();
    long seen = holdings.changes().count();
    Taking taking = holdings.take(demands);
    int exchanges = 0;
    while (true) {
      long left = until - nanos.getAsLong();
      switch (taking) {
        case Taking.Taken(List<Standing> standings) -> {
          return standings;
        }
        case Taking.Refused(List<Standing> standings) -> throw refused(standings);
        case Taking.Later(List<Standing> standings) -> {
          if (left <= 0) {
            throw refused(standings);
          }
          await(seen, Math.min(left, Holding.VERDICT.toNanos()));
          seen = holdings.changes().count();
          taking = holdings.take(demands);
        }
        case Taking.Missing() -> {
          if (++exchanges > MOST_EXCHANGES) {
            throw new MeterUnavailableException(
                new IllegalStateException("windows end before anything can be taken of them"));
          }
          seen = holdings.changes().count();
          taking = exchange.take(demands);
        }
      }
    }
  }

  private LimitReachedException refused(List<Standing> standings) {
    standings.stream()
        .filter(Standing::refused)
        .forEach(
            standing ->
                registry
                    .counter(
                        "signalbox.streaming.limits.refused",
                        "scope",
                        standing.scope().wireName(),
                        "measure",
                        standing.measure().wireName())
                    .increment());
    return new LimitReachedException(standings);
  }

  private void await(long seen, long left) {
    try {
      holdings.changes().await(seen, left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeterUnavailableException(e);
    }
  }

  /** Of what a request took; below 0, it has used more. */
  void giveBack(Standing standing, long amount) {
    if (holdings.giveBack(standing, amount)) {
      exchange.soon();
    }
  }
}
