package dev.signalbox.cost.price;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where prices come from.
 *
 * @param location the price file brought in at start-up
 * @param refreshInterval how often a replica looks whether another one brought in a newer file
 */
@ConfigurationProperties("signalbox.cost.prices")
record PriceSettings(
    @DefaultValue("classpath:prices/prices.json") Resource location,
    @DefaultValue("30s") Duration refreshInterval) {

  PriceSettings {
    if (refreshInterval.isNegative() || refreshInterval.isZero()) {
      throw new IllegalArgumentException(
          "signalbox.cost.prices.refresh-interval must be longer than nothing");
    }
  }
}
