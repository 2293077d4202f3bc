package dev.signalbox.cost.price;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one place says about prices. */
public record Catalogue(Origin origin, List<ProviderPrices> providers) {

  public Catalogue {
    providers = List.copyOf(providers);
    Map<String, ProviderPrices> byName = new HashMap<>();
    for (ProviderPrices provider : providers) {
      if (byName.putIfAbsent(provider.provider(), provider) != null) {
        throw new InvalidPriceException(
            "providers", "must have each provider once: " + provider.provider());
      }
    }
    providers.forEach(provider -> refuseCircle(provider, byName));
  }

  private static void refuseCircle(ProviderPrices start, Map<String, ProviderPrices> byName) {
    Set<String> seen = new HashSet<>();
    List<String> next = start.fallbacks();
    while (!next.isEmpty()) {
      Set<String> further = new HashSet<>();
      for (String fallback : next) {
        if (fallback.equals(start.provider())) {
          throw new InvalidPriceException(
              "providers", "must not fall back in a circle: " + start.provider());
        }
        @Nullable ProviderPrices provider = byName.get(fallback);
        if (seen.add(fallback) && provider != null) {
          further.addAll(provider.fallbacks());
        }
      }
      next = List.copyOf(further);
    }
  }

  /** How many models there are. */
  public int models() {
    return providers.stream().mapToInt(provider -> provider.models().size()).sum();
  }
}
