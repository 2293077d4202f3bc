package dev.signalbox.cost.reprice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How repricings are worked on.
 *
 * @param checkInterval how often a replica looks for one that nobody works on
 * @param page how many entries are priced in one transaction, 1 to 10,000
 */
@ConfigurationProperties("signalbox.cost.repricing")
record RepricingSettings(
    @DefaultValue("5s") Duration checkInterval, @DefaultValue("1000") int page) {

  private static final int MOST = 10_000;

  RepricingSettings {
    require(checkInterval.isPositive(), "check-interval must be longer than nothing");
    require(page >= 1 && page <= MOST, "page must be between 1 and 10000");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.cost.repricing." + rule);
    }
  }
}
