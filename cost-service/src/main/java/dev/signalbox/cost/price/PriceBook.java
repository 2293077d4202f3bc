package dev.signalbox.cost.price;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every price in force, and the one place where a model's name is matched to one. */
public final class PriceBook {

  /** What providers put behind a name to pin a version: {@code -2024-08-06}, {@code @20241022}. */
  private static final Pattern SNAPSHOT =
      Pattern.compile("(.+)[-@](?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{4}|\\d{3}|latest)");

  private static final String EVERY_MODEL = "*";

  private final Map<String, String> providers;
  private final Map<Name, List<Price>> prices = new HashMap<>();
  private final Map<Name, String> aliases = new HashMap<>();

  /**
   * @param providers other names of providers, with the names they have in the table
   * @param aliases other names of models
   * @param prices in any order
   */
  PriceBook(Map<String, String> providers, List<ModelAlias> aliases, List<Price> prices) {
    this.providers = Map.copyOf(providers);
    for (ModelAlias alias : aliases) {
      this.aliases.put(new Name(alias.provider(), lower(alias.alias())), lower(alias.model()));
    }
    Comparator<Price> newestFirst =
        Comparator.comparing(
            Price::validFrom, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
    prices.stream()
        .sorted(newestFirst.reversed())
        .forEach(
            price ->
                this.prices
                    .computeIfAbsent(
                        new Name(price.provider(), lower(price.model())), _ -> new ArrayList<>())
                    .add(price));
  }

  /** The provider's name in the table; the name itself if there is no other. */
  public String provider(String name) {
    String lower = lower(name);
    return providers.getOrDefault(lower, lower);
  }

  /** The price of the model at that moment; empty if none is known. */
  public Optional<MatchedPrice> find(String providerName, String modelName, Instant at) {
    String provider = provider(providerName);
    String model = lower(modelName);
    Optional<MatchedPrice> found = findNamed(provider, model, at);
    String prefix = provider + "/";
    if (found.isEmpty() && model.startsWith(prefix)) {
      found = findNamed(provider, model.substring(prefix.length()), at);
    }
    return found.or(() -> match(provider, EVERY_MODEL, MatchedBy.PROVIDER, at));
  }

  private Optional<MatchedPrice> findNamed(String provider, String model, Instant at) {
    return exact(provider, model, at)
        .or(
            () -> {
              Matcher snapshot = SNAPSHOT.matcher(model);
              return snapshot.matches()
                  ? exact(provider, snapshot.group(1), at)
                      .map(match -> new MatchedPrice(match.price(), MatchedBy.SNAPSHOT))
                  : Optional.empty();
            });
  }

  private Optional<MatchedPrice> exact(String provider, String model, Instant at) {
    return match(provider, model, MatchedBy.MODEL, at)
        .or(
            () -> {
              String target = aliases.get(new Name(provider, model));
              return target == null
                  ? Optional.empty()
                  : match(provider, target, MatchedBy.ALIAS, at);
            });
  }

  private Optional<MatchedPrice> match(
      String provider, String model, MatchedBy matchedBy, Instant at) {
    @Nullable List<Price> candidates = prices.get(new Name(provider, model));
    return candidates == null
        ? Optional.empty()
        : candidates.stream()
            .filter(price -> price.holdsAt(at))
            .findFirst()
            .map(price -> new MatchedPrice(price, matchedBy));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private record Name(String provider, String model) {}
}
