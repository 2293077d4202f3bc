package dev.signalbox.cost.usage;

/** Whether a provider counts reasoning tokens among the completion tokens. */
enum ReasoningConvention {
  WITHIN_COMPLETION,
  BESIDE_COMPLETION;

  /** xAI alone adds reasoning on top of {@code completion_tokens} in its chat completions. */
  static ReasoningConvention of(String provider) {
    return provider.equals("xai") ? BESIDE_COMPLETION : WITHIN_COMPLETION;
  }
}
