package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.price.ReadCatalogue.Skipped;
import dev.signalbox.cost.usage.InvalidExtractorException;
import dev.signalbox.cost.usage.UsageExtractor;
import dev.signalbox.cost.usage.UsageExtractorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads the {@code data.json} of genai-prices (v2): a list of providers. */
final class GenaiPricesReader implements CatalogueReader {

  private static final int MOST_PROVIDERS = 1_000;

  @Override
  public ReadCatalogue read(JsonParser file) {
    List<ProviderPrices> providers = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    if (file.nextToken() != JsonToken.START_ARRAY) {
      throw new InvalidPriceException("", "must be a list of providers, as genai-prices has it");
    }
    while (file.nextToken() != JsonToken.END_ARRAY) {
      JsonNode json = file.readValueAsTree();
      String place = "[" + providers.size() + "]";
      try {
        providers.add(provider(json, skipped));
      } catch (InvalidPriceException invalid) {
        throw invalid.within(place);
      }
      if (providers.size() > MOST_PROVIDERS) {
        throw new InvalidPriceException("", "must have at most " + MOST_PROVIDERS + " providers");
      }
    }
    CatalogueJson.requireEnd(file);
    return new ReadCatalogue(new Catalogue(Origin.GENAI_PRICES, providers), skipped);
  }

  private static ProviderPrices provider(JsonNode json, List<Skipped> skipped) {
    String provider = CatalogueJson.text(json, "id").toLowerCase(Locale.ROOT);
    String source = "genai-prices, " + json.path("pricing_urls").path(0).asString(provider);
    List<ModelPrices> models = new ArrayList<>();
    int place = 0;
    for (JsonNode model : CatalogueJson.list(json, "models")) {
      try {
        models.add(model(provider, source, model));
      } catch (UnknownUnitException unknown) {
        skipped.add(
            new Skipped(
                provider + "/" + model.path("id").asString(""),
                String.valueOf(unknown.getMessage())));
      } catch (InvalidPriceException invalid) {
        throw invalid.within("models[" + place + "]");
      }
      place++;
    }
    return new ProviderPrices(
        provider,
        List.of(),
        CatalogueJson.present(json, "provider_match").map(OwnPricesReader::rule).orElse(null),
        CatalogueJson.texts(json, "fallback_model_providers"),
        extractors(provider, json, skipped),
        models);
  }

  private static List<UsageExtractor> extractors(
      String provider, JsonNode json, List<Skipped> skipped) {
    List<UsageExtractor> extractors = new ArrayList<>();
    for (JsonNode each : json.path("extractors")) {
      try {
        extractors.add(UsageExtractorFormat.read(each));
      } catch (InvalidExtractorException invalid) {
        skipped.add(
            new Skipped(
                provider + " extractor " + each.path("api_flavor").asString("default"),
                String.valueOf(invalid.getMessage())));
      }
    }
    return extractors;
  }

  private static ModelPrices model(String provider, String source, JsonNode json) {
    String model = CatalogueJson.text(json, "id");
    NameRule match = OwnPricesReader.rule(json.path("match"));
    JsonNode prices = json.path("prices");
    List<ConditionalPrice> conditional = new ArrayList<>();
    if (prices.isArray() && !prices.isEmpty()) {
      for (int place = 0; place < prices.size(); place++) {
        try {
          conditional.add(ConditionalPrice.read(prices.get(place)));
        } catch (InvalidPriceException invalid) {
          throw invalid.within("prices[" + place + "]");
        }
      }
    } else if (prices.isObject()) {
      conditional.add(ConditionalPrice.always(prices));
    } else {
      throw new InvalidPriceException("prices", "must be an object or a list");
    }
    List<Price> all =
        ConditionalPrice.disjoint(
            conditional,
            (period, cards) -> Price.of(provider, model, period, cards, List.of(), source));
    return new ModelPrices(model, match, all);
  }
}
