package dev.signalbox.streaming.wire.cohere;

import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code usage} object in disjoint buckets. What is paid for is {@code billed_units}, without
 * the prompt's template and with images; {@code tokens} are what the model saw, of which the cache
 * had some, at no other price. Only where nothing is said to be billed do they count.
 */
final class CohereUsage {

  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";

  private CohereUsage() {}

  static TokenBuckets buckets(JsonNode usage) {
    JsonNode billed = usage.path("billed_units");
    JsonNode tokens = usage.path("tokens");
    boolean isBilled = billed.hasNonNull(INPUT) || billed.hasNonNull(OUTPUT);
    JsonNode counted = isBilled ? billed : tokens;
    long input = count(counted, INPUT);
    long cached = isBilled ? 0 : Math.min(count(usage, "cached_tokens"), input);
    long images = Math.min(count(tokens, "image_tokens"), input - cached);
    return new TokenBuckets(
        input - cached - images, cached, 0, 0, 0, images, count(counted, OUTPUT), 0, 0);
  }

  static ObjectNode object(TokenBuckets buckets, JsonMapper json) {
    ObjectNode usage = json.createObjectNode();
    usage.putObject("billed_units").put(INPUT, buckets.input()).put(OUTPUT, buckets.output());
    ObjectNode tokens =
        usage.putObject("tokens").put(INPUT, buckets.input()).put(OUTPUT, buckets.output());
    if (buckets.inputImage() > 0) {
      tokens.put("image_tokens", buckets.inputImage());
    }
    return usage.put("cached_tokens", buckets.inputCacheRead());
  }

  /** Counts come as {@code 12} and as {@code 12.0}. */
  private static long count(JsonNode node, String field) {
    JsonNode count = node.path(field);
    return count.isNumber() ? Math.max(0, (long) count.doubleValue()) : 0;
  }
}
