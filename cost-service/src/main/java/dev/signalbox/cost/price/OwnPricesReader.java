package dev.signalbox.cost.price;

import dev.signalbox.cost.match.InvalidNameRuleException;
import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.usage.InvalidExtractorException;
import dev.signalbox.cost.usage.UsageExtractor;
import dev.signalbox.cost.usage.UsageExtractorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads price files in our own form, which the shipped one is in; README.md describes it. */
final class OwnPricesReader implements CatalogueReader {

  private static final int MOST_PROVIDERS = 1_000;
  private static final Set<String> PROVIDER_FIELDS =
      Set.of(
          "provider", "aliases", "match", "fallback_providers", "source", "extractors", "models");

  private final Origin origin;
  private int version;

  OwnPricesReader(Origin origin) {
    this.origin = origin;
  }

  /** The version that the file says it is; 0 if it says none. */
  int version() {
    return version;
  }

  @Override
  public ReadCatalogue read(JsonParser file) {
    List<ProviderPrices> providers = new ArrayList<>();
    if (file.nextToken() != JsonToken.START_OBJECT) {
      throw new InvalidPriceException("", "must be an object");
    }
    String currency = "";
    for (@Nullable String field = file.nextName(); field != null; field = file.nextName()) {
      file.nextToken();
      switch (field) {
        case "version" -> version = (int) CatalogueJson.count(field, file.readValueAsTree());
        case "currency" -> currency = ((JsonNode) file.readValueAsTree()).asString("");
        case "providers" -> readProviders(file, providers);
        default -> throw new InvalidPriceException(field, "is not known here");
      }
    }
    if (!currency.equals("USD")) {
      throw new InvalidPriceException("currency", "must be USD");
    }
    CatalogueJson.requireEnd(file);
    return new ReadCatalogue(new Catalogue(origin, providers), List.of());
  }

  private static void readProviders(JsonParser file, List<ProviderPrices> providers) {
    if (file.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidPriceException("providers", "must be a list");
    }
    while (file.nextToken() != JsonToken.END_ARRAY) {
      JsonNode json = file.readValueAsTree();
      try {
        providers.add(provider(json));
      } catch (InvalidPriceException invalid) {
        throw invalid.within("providers[" + providers.size() + "]");
      }
      if (providers.size() > MOST_PROVIDERS) {
        throw new InvalidPriceException("providers", "must be at most " + MOST_PROVIDERS);
      }
    }
  }

  private static ProviderPrices provider(JsonNode json) {
    CatalogueJson.requireKnown(json, PROVIDER_FIELDS, Set.of());
    String provider = CatalogueJson.text(json, "provider").toLowerCase(Locale.ROOT);
    String source = json.has("source") ? CatalogueJson.text(json, "source") : provider;
    return new ProviderPrices(
        provider,
        lower(CatalogueJson.texts(json, "aliases")),
        CatalogueJson.present(json, "match").map(OwnPricesReader::rule).orElse(null),
        lower(CatalogueJson.texts(json, "fallback_providers")),
        extractors(json),
        new OwnModels(provider, source).read(CatalogueJson.list(json, "models")));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<UsageExtractor> extractors(JsonNode json) {
    List<UsageExtractor> extractors = new ArrayList<>();
    for (JsonNode extractor : json.path("extractors")) {
      try {
        extractors.add(UsageExtractorFormat.read(extractor));
      } catch (InvalidExtractorException invalid) {
        throw new InvalidPriceException("extractors", String.valueOf(invalid.getMessage()));
      }
    }
    return extractors;
  }

  static NameRule rule(JsonNode json) {
    try {
      return NameRuleFormat.read(json);
    } catch (InvalidNameRuleException invalid) {
      throw new InvalidPriceException("match", String.valueOf(invalid.getMessage()));
    }
  }
}
