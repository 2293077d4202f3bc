package dev.signalbox.cost.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

  private final Map<String, Map<String, UsageExtractor>> extractors;

  private ProtocolExtractors(Map<String, Map<String, UsageExtractor>> extractors) {
    this.extractors = extractors;
  }

  /** Those that are part of this service. */
  public static ProtocolExtractors shipped() {
    return SHIPPED;
  }

  /** The provider's own ways, by API. */
  public Map<String, UsageExtractor> of(String provider) {
    return Collections.unmodifiableMap(extractors.getOrDefault(provider, Map.of()));
  }

  /** The ways of everybody, by API. */
  public Map<String, UsageExtractor> ofAnybody() {
    return of(ANY_PROVIDER);
  }

  private static ProtocolExtractors read() {
    Map<String, Map<String, UsageExtractor>> extractors = new HashMap<>();
    for (JsonNode json : content()) {
      UsageExtractor extractor = UsageExtractorFormat.read(json);
      for (JsonNode provider : json.path("providers")) {
        @Nullable UsageExtractor other =
            extractors
                .computeIfAbsent(provider.stringValue(), _ -> new TreeMap<>())
                .putIfAbsent(extractor.flavor(), extractor);
        if (other != null) {
          throw new IllegalStateException(
              FILE + " reads " + extractor.flavor() + " of " + provider + " in two ways");
        }
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
}
