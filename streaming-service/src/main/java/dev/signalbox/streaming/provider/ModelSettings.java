package dev.signalbox.streaming.provider;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * One known model.
 *
 * @param name {@code provider/model}
 * @param aliases bare names that mean it
 * @param servedAs the provider's name for it, empty when it is the same
 * @param outputLimit tokens of output that are asked for where a request must say a number and the
 *     client did not
 * @param contextWindow tokens of input it takes at most, 0 when that is not known
 * @param maxOutput tokens of output it brings at most, 0 when that is not known
 * @param retired the day on which its provider stops or stopped serving it; null if none is known
 */
public record ModelSettings(
    @Pattern(regexp = "[a-z0-9]+/.+", message = "must be provider/model") String name,
    @DefaultValue List<String> aliases,
    @DefaultValue("") String servedAs,
    @DefaultValue("" + OUTPUT_LIMIT) long outputLimit,
    @DefaultValue("0") @PositiveOrZero long contextWindow,
    @DefaultValue("0") @PositiveOrZero long maxOutput,
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate retired) {

  /** What every model of today can put out. */
  static final long OUTPUT_LIMIT = 4_096;

  public ModelSettings {
    aliases = List.copyOf(aliases);
  }

  String provider() {
    return name.substring(0, name.indexOf('/'));
  }

  String model() {
    return name.substring(name.indexOf('/') + 1);
  }
}
