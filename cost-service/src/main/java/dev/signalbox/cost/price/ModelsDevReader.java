package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.price.ReadCatalogue.Skipped;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads the {@code api.json} of models.dev: one object of providers with their models, priced in
 * dollars for a million tokens.
 */
final class ModelsDevReader implements CatalogueReader {

  private static final int MOST_PROVIDERS = 2_000;
  private static final String SOURCE = "models.dev";
  private static final long OVER_200K = 200_000;

  private static final Map<String, Bucket> BUCKETS =
      Map.of(
          "input", Bucket.INPUT_UNCACHED,
          "output", Bucket.OUTPUT_VISIBLE,
          "reasoning", Bucket.OUTPUT_REASONING,
          "cache_read", Bucket.INPUT_CACHE_READ,
          "cache_write", Bucket.INPUT_CACHE_WRITE,
          "input_audio", Bucket.INPUT_AUDIO,
          "output_audio", Bucket.OUTPUT_AUDIO);

  @Override
  public ReadCatalogue read(JsonParser file) {
    if (file.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidPriceException("", "must be an object of providers, as models.dev has it");
    }
    List<ProviderPrices> providers = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (@Nullable String name = file.nextName(); name != null; name = file.nextName()) {
      file.nextToken();
      JsonNode json = file.readValueAsTree();
      try {
        providers.add(provider(name, json, skipped));
      } catch (InvalidPriceException invalid) {
        throw invalid.within(name);
      }
      if (providers.size() > MOST_PROVIDERS) {
        throw new InvalidPriceException("", "must have at most " + MOST_PROVIDERS + " providers");
      }
    }
    CatalogueJson.requireEnd(file);
    if (providers.isEmpty()) {
      throw new InvalidPriceException("", "must have providers");
    }
    return new ReadCatalogue(new Catalogue(Origin.MODELS_DEV, providers), skipped);
  }

  private static ProviderPrices provider(String name, JsonNode json, List<Skipped> skipped) {
    String provider = name.toLowerCase(Locale.ROOT);
    List<ModelPrices> models = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : CatalogueJson.object(json, "models").properties()) {
      String model = entry.getKey();
      try {
        CardDraft draft = draft(entry.getValue().path("cost"));
        if (draft.priced()) {
          models.add(
              new ModelPrices(
                  model,
                  new NameRule.Equal(model),
                  List.of(
                      Price.of(provider, model, Period.ALWAYS, draft.cards(), List.of(), SOURCE))));
        } else {
          skipped.add(new Skipped(provider + "/" + model, "has no price but zero"));
        }
      } catch (InvalidPriceException invalid) {
        throw invalid.within("models." + model + ".cost");
      }
    }
    return new ProviderPrices(provider, List.of(), null, List.of(), List.of(), models);
  }

  private static CardDraft draft(JsonNode cost) {
    CardDraft draft = new CardDraft();
    put(cost, 0, draft);
    if (cost.has("tiers")) {
      for (JsonNode tier : CatalogueJson.list(cost, "tiers")) {
        put(tier, CatalogueJson.count("tiers.tier.size", tier.path("tier").path("size")), draft);
      }
    } else {
      put(cost.path("context_over_200k"), OVER_200K, draft);
    }
    return draft;
  }

  private static void put(JsonNode rates, long above, CardDraft draft) {
    for (Map.Entry<String, JsonNode> entry : rates.properties()) {
      @Nullable Bucket bucket = BUCKETS.get(entry.getKey());
      if (bucket != null && !entry.getValue().isNull()) {
        BigDecimal rate = CatalogueJson.number(entry.getKey(), entry.getValue());
        draft.put(ServiceTier.STANDARD, above, bucket, rate);
      }
    }
  }
}
