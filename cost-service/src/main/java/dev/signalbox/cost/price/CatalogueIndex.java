package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds things in one catalogue. All names are in lower case. */
final class CatalogueIndex {

  private final Origin origin;
  private final Map<String, ProviderPrices> providers = new HashMap<>();
  private final Map<String, ProviderPrices> aliases = new HashMap<>();
  private final List<ProviderPrices> byRule = new ArrayList<>();
  private final Map<String, ModelIndex> models = new HashMap<>();

  CatalogueIndex(Catalogue catalogue) {
    this.origin = catalogue.origin();
    for (ProviderPrices provider : catalogue.providers()) {
      providers.put(provider.provider(), provider);
      provider.aliases().forEach(alias -> aliases.putIfAbsent(alias, provider));
      if (provider.match() != null) {
        byRule.add(provider);
      }
      models.put(provider.provider(), new ModelIndex(provider.models()));
    }
  }

  /** Who is meant by the name. */
  Optional<ProviderPrices> provider(String name) {
    @Nullable ProviderPrices named = providers.get(name);
    if (named == null) {
      named = aliases.get(name);
    }
    return named != null
        ? Optional.of(named)
        : byRule.stream().filter(provider -> holds(provider.match(), name)).findFirst();
  }

  private static boolean holds(@Nullable NameRule rule, String name) {
    return rule != null && rule.holding(name).isPresent();
  }

  /** The price of the model, the provider's own or that of one it falls back on. */
  Optional<MatchedPrice> find(ProviderPrices provider, String model, Instant at) {
    Optional<MatchedPrice> own = findOwn(provider.provider(), model, at);
    if (own.isPresent()) {
      return own;
    }
    for (String fallback : provider.fallbacks()) {
      Optional<MatchedPrice> found = findOwn(fallback, model, at);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<MatchedPrice> findOwn(String provider, String model, Instant at) {
    @Nullable ModelIndex index = models.get(provider);
    return index == null
        ? Optional.empty()
        : index.find(model).flatMap(found -> match(found.model(), found.clause(), at));
  }

  /** The provider's price for whatever it runs. */
  Optional<MatchedPrice> findForEveryModel(ProviderPrices provider, Instant at) {
    @Nullable ModelIndex index = models.get(provider.provider());
    return index == null
        ? Optional.empty()
        : index
            .everyModel()
            .flatMap(model -> match(model, model.match(), at))
            .map(match -> match.by(MatchedBy.PROVIDER));
  }

  private Optional<MatchedPrice> match(ModelPrices model, NameRule clause, Instant at) {
    for (Price price : model.prices()) {
      if (price.period().includes(at)) {
        MatchedBy matchedBy = MatchedBy.clause(clause, price.model());
        return Optional.of(new MatchedPrice(price, matchedBy, clause, origin));
      }
    }
    return Optional.empty();
  }
}
