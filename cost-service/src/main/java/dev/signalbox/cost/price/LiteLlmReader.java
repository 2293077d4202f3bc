package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.price.ReadCatalogue.Skipped;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads LiteLLM's {@code model_prices_and_context_window.json}: one object of models, priced in
 * dollars for a single token. They are written as floating point numbers, of which 15 digits count.
 */
final class LiteLlmReader implements CatalogueReader {

  private static final MathContext CERTAIN_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final int MOST_MODELS = 50_000;
  private static final String SAMPLE = "sample_spec";
  private static final String SOURCE = "LiteLLM's price map";
  private static final String SEARCHES = "search_context_cost_per_query";

  private final Map<String, Map<String, CardDraft>> drafts = new LinkedHashMap<>();
  private final List<Skipped> skipped = new ArrayList<>();

  @Override
  public ReadCatalogue read(JsonParser file) {
    if (file.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidPriceException("", "must be an object of models, as LiteLLM has it");
    }
    int models = 0;
    for (@Nullable String name = file.nextName(); name != null; name = file.nextName()) {
      file.nextToken();
      JsonNode json = file.readValueAsTree();
      if (!name.equals(SAMPLE) && json.isObject() && json.path("litellm_provider").isString()) {
        try {
          read(name, json);
        } catch (InvalidPriceException invalid) {
          throw invalid.within(name);
        }
        if (++models > MOST_MODELS) {
          throw new InvalidPriceException("", "must have at most " + MOST_MODELS + " models");
        }
      }
    }
    CatalogueJson.requireEnd(file);
    if (models == 0) {
      throw new InvalidPriceException("", "must have models with a litellm_provider");
    }
    List<ProviderPrices> providers = new ArrayList<>();
    drafts.forEach((provider, all) -> providers.add(provider(provider, all)));
    return new ReadCatalogue(new Catalogue(Origin.LITELLM, providers), skipped);
  }

  private void read(String name, JsonNode json) {
    String provider = LiteLlmProviders.name(json.path("litellm_provider").stringValue());
    CardDraft draft = new CardDraft();
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String field = entry.getKey();
      Optional<LiteLlmField> known = LiteLlmField.of(field);
      if (known.isPresent() && !entry.getValue().isNull()) {
        put(draft, known.get(), field, entry.getValue());
      } else if (LiteLlmField.isOtherPrice(field) && !field.equals(SEARCHES)) {
        others.add(field);
      }
    }
    searches(json).ifPresent(rate -> draft.put(ServiceTier.STANDARD, 0, Bucket.WEB_SEARCHES, rate));
    tieredPricing(json, draft);
    if (draft.priced()) {
      drafts.computeIfAbsent(provider, _ -> new LinkedHashMap<>()).put(name, draft);
    } else {
      String reason =
          others.isEmpty() ? "has no price but zero" : "is priced by " + others.getFirst();
      skipped.add(new Skipped(name, reason));
    }
  }

  private static void put(CardDraft draft, LiteLlmField field, String name, JsonNode value) {
    draft.put(field.service(), field.above(), field.bucket(), rate(field.bucket(), name, value));
  }

  private static BigDecimal rate(Bucket bucket, String field, JsonNode value) {
    BigDecimal single = CatalogueJson.number(field, value);
    if (single.signum() < 0) {
      throw new InvalidPriceException(field, "must not be negative");
    }
    return single.multiply(BigDecimal.valueOf(bucket.family().per())).round(CERTAIN_DIGITS);
  }

  /** Some models' searches cost more the more context they bring; medium is what is usual. */
  private static Optional<BigDecimal> searches(JsonNode json) {
    JsonNode rate = json.path(SEARCHES).path("search_context_size_medium");
    return rate.isNumber()
        ? Optional.of(rate(Bucket.WEB_SEARCHES, SEARCHES, rate))
        : Optional.empty();
  }

  /** Ranges of the length of the input, each with all its rates. */
  private static void tieredPricing(JsonNode json, CardDraft draft) {
    for (JsonNode range : json.path("tiered_pricing")) {
      long above = CatalogueJson.count("tiered_pricing.range", range.path("range").path(0));
      for (Map.Entry<String, JsonNode> entry : range.properties()) {
        LiteLlmField.of(entry.getKey())
            .ifPresent(
                field ->
                    draft.put(
                        field.service(),
                        above,
                        field.bucket(),
                        rate(field.bucket(), entry.getKey(), entry.getValue())));
      }
    }
  }

  private static Price price(String provider, String name, CardDraft draft) {
    try {
      return Price.of(provider, name, Period.ALWAYS, draft.cards(), List.of(), SOURCE);
    } catch (InvalidPriceException invalid) {
      throw invalid.within(name);
    }
  }

  private static ProviderPrices provider(String provider, Map<String, CardDraft> models) {
    Set<String> taken = new HashSet<>();
    models.keySet().forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
    List<ModelPrices> all = new ArrayList<>();
    models.forEach(
        (name, draft) -> {
          List<NameRule> names = new ArrayList<>(List.of(new NameRule.Equal(name)));
          String bare = LiteLlmProviders.withoutPrefix(provider, name.toLowerCase(Locale.ROOT));
          if (taken.add(bare)) {
            names.add(new NameRule.Equal(bare));
          }
          all.add(
              new ModelPrices(
                  name,
                  names.size() == 1 ? names.getFirst() : new NameRule.AnyOf(names),
                  List.of(price(provider, name, draft))));
        });
    return new ProviderPrices(
        provider, LiteLlmProviders.aliases(provider), null, List.of(), List.of(), all);
  }
}
