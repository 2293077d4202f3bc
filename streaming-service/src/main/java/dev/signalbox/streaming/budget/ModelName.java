package dev.signalbox.streaming.budget;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model as budgets name it, in lower case.
 *
 * @param exact {@code provider/model}
 * @param family the same without what pins a snapshot: what budgets of a model mean
 */
record ModelName(String provider, String exact, String family) {

  /** As cost-service has it: both must find the same budgets. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("(.+)[-@](?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{4}|\\d{3}|latest)");

  static ModelName of(String provider, String model) {
    String exact = (provider + '/' + model).toLowerCase(Locale.ROOT);
    Matcher snapshot = SNAPSHOT.matcher(exact);
    return new ModelName(
        provider.toLowerCase(Locale.ROOT), exact, snapshot.matches() ? snapshot.group(1) : exact);
  }
}
