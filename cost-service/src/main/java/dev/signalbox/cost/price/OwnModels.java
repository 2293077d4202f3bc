package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the models of one provider. A model has names or a rule for them, and prices; or it is only
 * another name of one that has.
 */
final class OwnModels {

  private static final Set<String> FIELDS =
      Set.of("model", "aliases", "match", "alias_of", "prices");

  private final String provider;
  private final String source;
  private final Map<String, List<NameRule>> rules = new LinkedHashMap<>();
  private final Map<String, List<Price>> prices = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  OwnModels(String provider, String source) {
    this.provider = provider;
    this.source = source;
  }

  List<ModelPrices> read(JsonNode models) {
    int place = 0;
    for (JsonNode model : models) {
      try {
        add(model);
      } catch (InvalidPriceException invalid) {
        throw invalid.within("models[" + place + "]");
      }
      place++;
    }
    aliases.keySet().forEach(this::resolve);
    List<ModelPrices> all = new ArrayList<>();
    rules.forEach(
        (model, names) ->
            all.add(new ModelPrices(model, anyOf(names), prices.getOrDefault(model, List.of()))));
    return all;
  }

  private void add(JsonNode json) {
    CatalogueJson.requireKnown(json, FIELDS, Set.of());
    String model = CatalogueJson.text(json, "model");
    if (rules.containsKey(model) || aliases.containsKey(model)) {
      throw new InvalidPriceException("model", "must be there once: " + model);
    }
    if (json.has("alias_of")) {
      aliases.put(model, CatalogueJson.text(json, "alias_of"));
      return;
    }
    rules.put(model, names(model, json));
    List<Price> all = new ArrayList<>();
    for (JsonNode price : CatalogueJson.list(json, "prices")) {
      try {
        all.add(PriceFormat.read(provider, model, source, price));
      } catch (InvalidPriceException invalid) {
        throw invalid.within("prices[" + all.size() + "]");
      }
    }
    if (all.isEmpty()) {
      throw new InvalidPriceException("prices", "must have at least one");
    }
    prices.put(model, all.stream().map(price -> price.until(next(price, all))).toList());
  }

  /** When the next price begins, at which one without an end of its own ends. */
  private static @Nullable Instant next(Price price, List<Price> all) {
    @Nullable Instant from = price.period().from();
    return price.period().to() != null
        ? price.period().to()
        : all.stream()
            .map(other -> other.period().from())
            .filter(begin -> begin != null && (from == null || begin.isAfter(from)))
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  private static List<NameRule> names(String model, JsonNode json) {
    List<NameRule> names = new ArrayList<>();
    if (json.has("match")) {
      if (json.has("aliases")) {
        throw new InvalidPriceException("aliases", "must not be there beside match");
      }
      names.add(OwnPricesReader.rule(json.path("match")));
      return names;
    }
    names.add(new NameRule.Equal(model));
    CatalogueJson.texts(json, "aliases")
        .forEach(alias -> names.add(new NameRule.Equal(alias.toLowerCase(Locale.ROOT))));
    return names;
  }

  private void resolve(String alias) {
    Set<String> way = new LinkedHashSet<>();
    String name = alias;
    while (aliases.containsKey(name)) {
      if (!way.add(name)) {
        throw new InvalidPriceException(
            "models", "must not be aliases in a circle: " + String.join(", ", way));
      }
      name = String.valueOf(aliases.get(name));
    }
    @Nullable List<NameRule> names = rules.get(name);
    if (names == null) {
      throw new InvalidPriceException(
          "models", "must not be an alias of what is not there: " + alias + " of " + name);
    }
    names.add(new NameRule.Equal(alias));
  }

  private static NameRule anyOf(List<NameRule> names) {
    return names.size() == 1 ? names.getFirst() : new NameRule.AnyOf(names);
  }
}
