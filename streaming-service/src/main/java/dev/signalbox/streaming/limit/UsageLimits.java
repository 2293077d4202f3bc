package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Origin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets requests in as long as they are within every limit that applies to them. */
public final class UsageLimits {

  /** After its deadline a request is surely over. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Comparator<Demand> ORDER =
      Comparator.comparing(Demand::scope)
          .thenComparing(Demand::value)
          .thenComparing(Demand::measure);

  private final UsageWindows windows;
  private final TransactionTemplate transaction;
  private final LimitProperties properties;
  private final Clock clock;

  UsageLimits(
      UsageWindows windows,
      TransactionTemplate transaction,
      LimitProperties properties,
      Clock clock) {
    this.windows = windows;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
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
    Instant until = clock.instant().plus(remaining).plus(GRACE);
    List<Standing> standings;
    try {
      standings = transaction.execute(status -> windows.take(origin.requestId(), until, demands));
    } catch (DataAccessException | TransactionException e) {
      throw new MeterUnavailableException(e);
    }
    if (standings.stream().anyMatch(Standing::refused)) {
      throw new LimitReachedException(standings);
    }
    return new Allowance(windows, origin.requestId(), standings);
  }

  private List<Demand> demands(Origin origin, String model, long tokens) {
    List<Demand> demands = new ArrayList<>();
    for (Scope scope : Scope.values()) {
      String value = scope.of(origin, model);
      if (value != null) {
        for (Measure measure : Measure.values()) {
          demands.add(
              new Demand(
                  scope, value, measure, properties.of(scope).of(measure), measure.amount(tokens)));
        }
      }
    }
    demands.sort(ORDER);
    return demands;
  }

  /** Deletes windows that are over. */
  int expire() {
    return windows.expire();
  }
}
