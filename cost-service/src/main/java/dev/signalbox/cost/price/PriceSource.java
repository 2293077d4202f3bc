package dev.signalbox.cost.price;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where prices are looked for from time to time.
 *
 * @param name tells it from other sources
 * @param location an {@code http}, {@code https} or {@code file} address
 * @param interval how often it is looked at, once for all replicas
 * @param apply whether changes come into force by themselves; those that are not plausible wait for
 *     somebody even so
 */
public record PriceSource(
    String name,
    ImportFormat format,
    URI location,
    @DefaultValue("24h") Duration interval,
    @DefaultValue("false") boolean apply) {

  private static final Set<String> SCHEMES = Set.of("http", "https", "file");
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  public PriceSource {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a price source needs a name");
    }
    if (location.getScheme() == null || !SCHEMES.contains(location.getScheme())) {
      throw new IllegalArgumentException(
          "the location of price source " + name + " must be an http, https or file address");
    }
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "the interval of price source " + name + " must be at least " + SHORTEST);
    }
  }
}
