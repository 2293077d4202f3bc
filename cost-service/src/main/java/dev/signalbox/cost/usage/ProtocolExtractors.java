package dev.signalbox.cost.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The usage reports that we know ourselves: of providers with a way of their own, and of the
 * protocols that many providers speak alike.
 */
public final class ProtocolExtractors {

  private static final String FILE = "/usage/extractors.json";
  private static final String ANY_PROVIDER = "*";
  private static final ProtocolExtractors SHIPPED = read();

  private final Map<Api, UsageExtractor> extractors;

  private ProtocolExtractors(Map<Api, UsageExtractor> extractors) {
    this.extractors = Map.copyOf(extractors);
  }

  /** Those that are part of this service. */
  public static ProtocolExtractors shipped() {
    return SHIPPED;
  }

  /** The provider's own way. */
  public Optional<UsageExtractor> of(String provider, String flavor) {
    return Optional.ofNullable(extractors.get(new Api(provider, flavor)));
  }

  /** The way of everybody who offers that API. */
  public Optional<UsageExtractor> ofAnybody(String flavor) {
    return of(ANY_PROVIDER, flavor);
  }

  /** The APIs of that provider that are known, in alphabetical order. */
  public Set<String> flavors(String provider) {
    Set<String> flavors = new TreeSet<>();
    for (Api api : extractors.keySet()) {
      if (api.provider().equals(provider) || api.provider().equals(ANY_PROVIDER)) {
        flavors.add(api.flavor());
      }
    }
    return flavors;
  }

  private static ProtocolExtractors read() {
    Map<Api, UsageExtractor> extractors = new HashMap<>();
    Set<Api> seen = new HashSet<>();
    for (JsonNode json : content()) {
      UsageExtractor extractor = UsageExtractorFormat.read(json);
      for (JsonNode provider : json.path("providers")) {
        Api api = new Api(provider.stringValue(), extractor.flavor());
        if (!seen.add(api)) {
          throw new IllegalStateException(FILE + " has two extractors for " + api);
        }
        extractors.put(api, extractor);
      }
    }
    return new ProtocolExtractors(extractors);
  }

  private static JsonNode content() {
    try (InputStream file = ProtocolExtractors.class.getResourceAsStream(FILE)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(file, FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Api(String provider, String flavor) {}
}
