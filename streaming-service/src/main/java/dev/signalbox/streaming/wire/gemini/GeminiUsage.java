package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code usageMetadata} in disjoint buckets and back. {@code promptTokenCount} includes what was
 * cached, {@code candidatesTokenCount} excludes thoughts; results of Google's own tools are counted
 * beside the prompt. Sound and images are told apart by modality, the cached ones among them too.
 */
final class GeminiUsage {

  private static final String AUDIO = "AUDIO";
  private static final String IMAGE = "IMAGE";

  private GeminiUsage() {}

  /** Puts a later piece over what was reported so far: figures are running totals. */
  static void merge(JsonNode piece, ObjectNode reported) {
    piece.properties().forEach(field -> reported.set(field.getKey(), field.getValue()));
  }

  static TokenBuckets buckets(JsonNode usage) {
    long prompt = count(usage, "promptTokenCount") + count(usage, "toolUsePromptTokenCount");
    long cached = Math.min(prompt, count(usage, "cachedContentTokenCount"));
    long audio = Math.min(prompt - cached, uncached(usage, AUDIO));
    long image = Math.min(prompt - cached - audio, uncached(usage, IMAGE));
    long candidates = count(usage, "candidatesTokenCount");
    long audioOut = Math.min(candidates, ofModality(usage.path("candidatesTokensDetails"), AUDIO));
    return new TokenBuckets(
        prompt - cached - audio - image,
        cached,
        0,
        0,
        audio,
        image,
        candidates - audioOut,
        count(usage, "thoughtsTokenCount"),
        audioOut);
  }

  private static long uncached(JsonNode usage, String modality) {
    long all = ofModality(usage.path("promptTokensDetails"), modality);
    return Math.max(0, all - ofModality(usage.path("cacheTokensDetails"), modality));
  }

  private static long ofModality(JsonNode details, String modality) {
    long sum = 0;
    for (JsonNode detail : details) {
      if (detail.path("modality").asString("").equals(modality)) {
        sum += count(detail, "tokenCount");
      }
    }
    return sum;
  }

  /** What was written to a cache is input like any other here. */
  static void write(TokenBuckets buckets, ObjectNode usage) {
    long candidates = buckets.outputVisible() + buckets.outputAudio();
    usage
        .put("promptTokenCount", buckets.input())
        .put("candidatesTokenCount", candidates)
        .put("totalTokenCount", buckets.input() + buckets.output());
    if (buckets.inputCacheRead() > 0) {
      usage.put("cachedContentTokenCount", buckets.inputCacheRead());
    }
    if (buckets.outputReasoning() > 0) {
      usage.put("thoughtsTokenCount", buckets.outputReasoning());
    }
    long text = buckets.input() - buckets.inputAudio() - buckets.inputImage();
    if (text < buckets.input()) {
      ArrayNode details = usage.putArray("promptTokensDetails");
      detail("TEXT", text, details);
      detail(AUDIO, buckets.inputAudio(), details);
      detail(IMAGE, buckets.inputImage(), details);
    }
    if (buckets.outputAudio() > 0) {
      ArrayNode details = usage.putArray("candidatesTokensDetails");
      detail("TEXT", buckets.outputVisible(), details);
      detail(AUDIO, buckets.outputAudio(), details);
    }
  }

  private static void detail(String modality, long tokens, ArrayNode details) {
    if (tokens > 0) {
      details.addObject().put("modality", modality).put("tokenCount", tokens);
    }
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }
}
