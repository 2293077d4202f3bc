package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.cost.trend.Anomalies;
import dev.signalbox.cost.trend.Anomaly;
import dev.signalbox.cost.trend.Forecast;
import dev.signalbox.cost.trend.ForecastSpending;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TrendController {

  private static final int MOST = 1_000;
  private static final int MOST_DAYS = 92;
  private static final int LONGEST_PERIOD = 400;
  private static final String DIMENSIONS =
      Arrays.stream(Dimension.values())
          .filter(Dimension::byHour)
          .map(Dimension::wireName)
          .collect(Collectors.joining(", "));

  private final ForecastSpending forecasts;
  private final Anomalies anomalies;
  private final Clock clock;

  TrendController(ForecastSpending forecasts, Anomalies anomalies, Clock clock) {
    this.forecasts = forecasts;
    this.anomalies = anomalies;
    this.clock = clock;
  }

  /** What will have been spent at the end of a period; of the present month in UTC if unsaid. */
  @GetMapping("/api/v1/costs/forecast")
  ForecastView forecast(
      @RequestParam(name = "group_by", defaultValue = "all") String groupBy,
      @RequestParam(defaultValue = "") String value,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = "false") boolean simulated) {
    Filter.check("value", value);
    Dimension dimension = dimension(groupBy);
    LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
    LocalDate first = from == null ? YearMonth.from(today).atDay(1) : from;
    LocalDate last = to == null ? YearMonth.from(today).atEndOfMonth() : to;
    if (first.isAfter(today)) {
      throw Invalid.field("from", "must not be after today");
    }
    if (last.isBefore(today) || first.plusDays(LONGEST_PERIOD).isBefore(last)) {
      throw Invalid.field(
          "to", "must be today or later, up to " + LONGEST_PERIOD + " days after from");
    }
    return new ForecastView(
        dimension.wireName(),
        value.isEmpty() ? null : value,
        simulated,
        first,
        last,
        "USD",
        forecasts.until(dimension, value, simulated, first, last));
  }

  /** Days on which much more was spent than before, of the last 30 days if unsaid. */
  @GetMapping("/api/v1/costs/anomalies")
  AnomalyList anomalies(
      @RequestParam(name = "group_by", defaultValue = "agent") String groupBy,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = "1") BigDecimal minimum,
      @RequestParam(defaultValue = "false") boolean simulated,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    Dollars.check("minimum", minimum);
    Days days = Days.of(from, to, clock);
    if (days.first().plusDays(MOST_DAYS).isBefore(days.last())) {
      throw Invalid.field("from", "must be up to " + MOST_DAYS + " days before to");
    }
    Dimension dimension = dimension(groupBy);
    return new AnomalyList(
        dimension.wireName(),
        simulated,
        days.first(),
        days.last(),
        anomalies.find(dimension, simulated, days.first(), days.last(), minimum, limit));
  }

  /** Those that have few values. */
  private static Dimension dimension(String groupBy) {
    return Dimension.ofWireName(groupBy)
        .filter(Dimension::byHour)
        .orElseThrow(() -> Invalid.field("group_by", "must be one of " + DIMENSIONS));
  }

  record ForecastView(
      String groupBy,
      @Nullable String value,
      boolean simulated,
      LocalDate from,
      LocalDate to,
      String currency,
      @JsonUnwrapped Forecast figures) {}

  record AnomalyList(
      String groupBy, boolean simulated, LocalDate from, LocalDate to, List<Anomaly> data) {}
}
