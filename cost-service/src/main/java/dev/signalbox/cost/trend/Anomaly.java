package dev.signalbox.cost.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.kit.money.Usd;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day on which much more was spent than on those before.
 *
 * @param group null for entries that have no such value
 * @param usual the mean of the days before; null for a newcomer
 * @param threshold above which a day is out of the ordinary
 */
public record Anomaly(
    LocalDate day,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String group,
    Kind kind,
    Usd cost,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd usual,
    Usd threshold) {

  /** Why it is one. */
  public enum Kind {
    /** Twice the mean and four standard deviations above it, of up to 28 and at least 7 days. */
    SPIKE,
    /** Spending that there was nothing of in the 28 days before. */
    NEWCOMER;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
