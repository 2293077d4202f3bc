package dev.signalbox.cost.trend;

import dev.signalbox.cost.ledger.Dimension;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.springframework.stereotype.Service;

/** Forecasts what will be spent in a period that is under way. */
@Service
public class ForecastSpending {

  private static final int BASIS_DAYS = 28;
  private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toMillis());

  private final DailyCosts costs;
  private final Clock clock;

  ForecastSpending(DailyCosts costs, Clock clock) {
    this.costs = costs;
    this.clock = clock;
  }

  /**
   * Forecasts.
   *
   * @param value of the dimension; empty for everything
   * @param simulated whether simulated calls, or those that cost something
   * @param from the first day of the period, in UTC
   * @param to its last day
   */
  public Forecast until(
      Dimension dimension, String value, boolean simulated, LocalDate from, LocalDate to) {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    LocalDate basis = today.minusDays(BASIS_DAYS);
    SortedMap<LocalDate, BigDecimal> days =
        costs.of(dimension, value, simulated, from.isBefore(basis) ? from : basis, to);
    BigDecimal spent =
        days.tailMap(from).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return Forecast.of(spent, basis(days, basis, today), rest(now, to));
  }

  /** Whole days since the first one in the basis that anything was spent on. */
  private static List<BigDecimal> basis(
      SortedMap<LocalDate, BigDecimal> days, LocalDate basis, LocalDate today) {
    SortedMap<LocalDate, BigDecimal> known = days.subMap(basis, today);
    List<BigDecimal> whole = new ArrayList<>();
    if (!known.isEmpty()) {
      for (LocalDate day = known.firstKey(); day.isBefore(today); day = day.plusDays(1)) {
        whole.add(known.getOrDefault(day, BigDecimal.ZERO));
      }
    }
    return whole;
  }

  private static BigDecimal rest(Instant now, LocalDate to) {
    OffsetDateTime end = to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    long milliseconds = Math.max(0, Duration.between(now, end.toInstant()).toMillis());
    return BigDecimal.valueOf(milliseconds).divide(DAY, MathContext.DECIMAL64);
  }
}
