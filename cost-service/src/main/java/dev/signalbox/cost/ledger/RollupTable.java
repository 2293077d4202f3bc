package dev.signalbox.cost.ledger;

import java.util.List;
import java.util.stream.Collectors;

/** The two tables of sums. */
enum RollupTable {
  BY_DAY("cost_rollups", "day", "date"),
  BY_HOUR("cost_rollups_by_hour", "hour", "timestamptz");

  private static final List<String> SUMS =
      List.of(
          "entries",
          "unpriced",
          "unmetered",
          "input_tokens",
          "output_tokens",
          "input_cost",
          "output_cost",
          "other_cost",
          "compared",
          "reported_cost",
          "computed_cost");

  private final String table;
  private final String step;
  private final String stepType;

  RollupTable(String table, String step, String stepType) {
    this.table = table;
    this.step = step;
    this.stepType = stepType;
  }

  String table() {
    return table;
  }

  /** The column of the day or the hour. */
  String step() {
    return step;
  }

  String stepType() {
    return stepType;
  }

  /**
   * Adds to sums, and begins those that are missing.
   *
   * @param source selects all columns, as the table has them, in the order of the key
   */
  String add(String source) {
    return """
    INSERT INTO %1$s AS present (dimension, %2$s, value, simulated, shard, %3$s)
    %4$s
    ON CONFLICT (dimension, %2$s, value, simulated, shard) DO UPDATE SET %5$s
    """
        .formatted(
            table,
            step,
            String.join(", ", SUMS),
            source,
            each("%1$s = present.%1$s + excluded.%1$s"));
  }

  /** Adds up all sums, as the columns of the table are ordered. */
  static String totals() {
    return each("sum(%s)");
  }

  private static String each(String form) {
    return SUMS.stream().map(form::formatted).collect(Collectors.joining(", "));
  }
}
