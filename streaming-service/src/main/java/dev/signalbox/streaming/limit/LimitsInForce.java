package dev.signalbox.streaming.limit;

import java.util.EnumMap;
import java.util.Map;

/**
 * The limits that hold for somebody: own ones, and the configured ones of what those do not say.
 */
final class LimitsInForce {

  private final OwnLimits ownLimits;
  private final LimitProperties properties;

  LimitsInForce(OwnLimits ownLimits, LimitProperties properties) {
    this.ownLimits = ownLimits;
    this.properties = properties;
  }

  /** The quotas; what is not limited is not there. */
  Map<Measure, Long> of(Scope scope, String value) {
    Map<Measure, Long> own = ownLimits.of(scope, value);
    Map<Measure, Long> quotas = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      long quota = own.getOrDefault(measure, properties.of(scope).of(measure));
      if (quota > 0) {
        quotas.put(measure, quota);
      }
    }
    return quotas;
  }
}
