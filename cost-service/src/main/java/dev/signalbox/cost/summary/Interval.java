package dev.signalbox.cost.summary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of a time series, in UTC. */
public enum Interval {
  HOUR(
      "cost_rollups_by_hour",
      "hour",
      "to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI\"Z\"')"),
  DAY("cost_rollups", "day", "day::text"),
  MONTH("cost_rollups", "day", "to_char(day, 'YYYY-MM')");

  private final String table;
  private final String column;
  private final String label;

  Interval(String table, String column, String label) {
    this.table = table;
    this.column = column;
    this.label = label;
  }

  String table() {
    return table;
  }

  String column() {
    return column;
  }

  /** What a step is called, as SQL. */
  String label() {
    return label;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Interval> ofWireName(String name) {
    return Arrays.stream(values()).filter(interval -> interval.wireName().equals(name)).findFirst();
  }
}
