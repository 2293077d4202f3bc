package dev.signalbox.cost.price;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What LiteLLM calls providers. One provider has several names there, for its several APIs. */
final class LiteLlmProviders {

  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("bedrock_converse", "bedrock"),
          Map.entry("bedrock_mantle", "bedrock"),
          Map.entry("cohere_chat", "cohere"),
          Map.entry("azure_ai", "azure"),
          Map.entry("azure_text", "azure"),
          Map.entry("text-completion-openai", "openai"),
          Map.entry("text-completion-codestral", "codestral"),
          Map.entry("text-completion-inception", "inception"),
          Map.entry("fireworks_ai-embedding-models", "fireworks_ai"));

  private static final Map<String, List<String>> ALIASES =
      Map.of(
          "bedrock", List.of("aws", "amazon-bedrock"),
          "vertex_ai", List.of("vertex", "google-vertex"),
          "gemini", List.of("google", "google-gemini"),
          "xai", List.of("x-ai"),
          "together_ai", List.of("together", "togetherai"),
          "fireworks_ai", List.of("fireworks"),
          "moonshot", List.of("moonshotai"));

  /** Those with which Vertex AI's model families are told apart. */
  private static final String VERTEX = "vertex_ai-";

  private LiteLlmProviders() {}

  static String name(String litellmProvider) {
    String lower = litellmProvider.toLowerCase(Locale.ROOT);
    return lower.startsWith(VERTEX) ? "vertex_ai" : SAME.getOrDefault(lower, lower);
  }

  static List<String> aliases(String provider) {
    return ALIASES.getOrDefault(provider, List.of());
  }

  /** The model's name as the provider has it: LiteLLM puts the provider in front of most. */
  static String withoutPrefix(String provider, String model) {
    for (Map.Entry<String, String> same : SAME.entrySet()) {
      if (same.getValue().equals(provider) && model.startsWith(same.getKey() + "/")) {
        return model.substring(same.getKey().length() + 1);
      }
    }
    return model.startsWith(provider + "/") ? model.substring(provider.length() + 1) : model;
  }
}
