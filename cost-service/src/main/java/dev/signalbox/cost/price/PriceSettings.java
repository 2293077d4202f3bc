package dev.signalbox.cost.price;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

/**
 * Where prices come from.
 *
 * @param location the price file brought in at start-up
 * @param refreshInterval how often a replica looks whether another one put other prices into force
 * @param unknownModel what is answered when no price is known
 * @param sources what is looked at from time to time; nothing unless it is said
 * @param sourceCheckInterval how often a replica looks whether a source is due
 * @param maxDownload the largest file that is taken from a source
 * @param allowPrivateAddresses whether sources may lie at private and loopback addresses
 */
@ConfigurationProperties("signalbox.cost.prices")
record PriceSettings(
    @DefaultValue("classpath:prices/prices.json") Resource location,
    @DefaultValue("1s") Duration refreshInterval,
    @DefaultValue("refuse") UnknownModel unknownModel,
    @DefaultValue List<PriceSource> sources,
    @DefaultValue("60s") Duration sourceCheckInterval,
    @DefaultValue("20MB") DataSize maxDownload,
    @DefaultValue("false") boolean allowPrivateAddresses) {

  PriceSettings {
    requirePositive("refresh-interval", refreshInterval);
    requirePositive("source-check-interval", sourceCheckInterval);
    sources = List.copyOf(sources);
    Set<String> names = new HashSet<>();
    for (PriceSource source : sources) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException(
            "signalbox.cost.prices.sources has " + source.name() + " twice");
      }
    }
    if (maxDownload.toBytes() < 1) {
      throw new IllegalArgumentException(
          "signalbox.cost.prices.max-download must be more than nothing");
    }
  }

  private static void requirePositive(String name, Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException(
          "signalbox.cost.prices." + name + " must be longer than nothing");
    }
  }
}
