package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field of LiteLLM's price map is the price of: {@code
 * cache_read_input_token_cost_above_200k_tokens_priority} for instance.
 *
 * @param above the number of input tokens above which it holds
 * @param service the tier of service at which it holds
 */
record LiteLlmField(Bucket bucket, long above, ServiceTier service) {

  private static final Pattern FORM =
      Pattern.compile("(.+?)(?:_above_(\\d+)k_tokens)?(?:_(batches|flex|priority))?");

  private static final Map<String, Bucket> BUCKETS =
      Map.ofEntries(
          Map.entry("input_cost_per_token", Bucket.INPUT_UNCACHED),
          Map.entry("output_cost_per_token", Bucket.OUTPUT_VISIBLE),
          Map.entry("cache_read_input_token_cost", Bucket.INPUT_CACHE_READ),
          Map.entry("input_cost_per_token_cache_hit", Bucket.INPUT_CACHE_READ),
          Map.entry("cache_creation_input_token_cost", Bucket.INPUT_CACHE_WRITE),
          Map.entry("cache_creation_input_token_cost_above_1hr", Bucket.INPUT_CACHE_WRITE_1H),
          Map.entry("input_cost_per_audio_token", Bucket.INPUT_AUDIO),
          Map.entry("output_cost_per_audio_token", Bucket.OUTPUT_AUDIO),
          Map.entry("cache_read_input_audio_token_cost", Bucket.INPUT_AUDIO_CACHE_READ),
          Map.entry("cache_creation_input_audio_token_cost", Bucket.INPUT_AUDIO_CACHE_WRITE),
          Map.entry("input_cost_per_image_token", Bucket.INPUT_IMAGE),
          Map.entry("output_cost_per_image_token", Bucket.OUTPUT_IMAGE),
          Map.entry("output_cost_per_video_token", Bucket.OUTPUT_VIDEO),
          Map.entry("output_cost_per_reasoning_token", Bucket.OUTPUT_REASONING),
          Map.entry("citation_cost_per_token", Bucket.OUTPUT_CITATION),
          Map.entry("input_cost_per_character", Bucket.INPUT_CHARACTERS),
          Map.entry("input_cost_per_second", Bucket.INPUT_AUDIO_SECONDS),
          Map.entry("input_cost_per_pixel", Bucket.INPUT_PIXELS),
          Map.entry("input_cost_per_query", Bucket.RERANK_SEARCHES),
          Map.entry("input_cost_per_request", Bucket.REQUESTS),
          Map.entry("ocr_cost_per_page", Bucket.INPUT_DOCUMENT_PAGES),
          Map.entry("annotation_cost_per_page", Bucket.INPUT_ANNOTATED_DOCUMENT_PAGES));

  /** Empty if it is no price, or one of something that is not counted here. */
  static Optional<LiteLlmField> of(String name) {
    Matcher parts = FORM.matcher(name);
    if (!parts.matches() || !BUCKETS.containsKey(parts.group(1))) {
      return Optional.empty();
    }
    long above = parts.group(2) == null ? 0 : 1_000L * Long.parseLong(parts.group(2));
    ServiceTier service =
        switch (parts.group(3)) {
          case null -> ServiceTier.STANDARD;
          case "batches" -> ServiceTier.BATCH;
          case "flex" -> ServiceTier.FLEX;
          default -> ServiceTier.PRIORITY;
        };
    return Optional.of(new LiteLlmField(BUCKETS.get(parts.group(1)), above, service));
  }

  /** Whether it is a price of something that is not counted here. */
  static boolean isOtherPrice(String name) {
    return name.contains("cost") && of(name).isEmpty();
  }
}
