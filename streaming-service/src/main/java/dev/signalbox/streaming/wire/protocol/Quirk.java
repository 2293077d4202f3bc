package dev.signalbox.streaming.wire.protocol;

/** In what a provider wants requests worded otherwise than others of its protocol do. */
public enum Quirk {
  /**
   * The output limit of chat completions is {@code max_completion_tokens}: OpenAI and Azure, whose
   * reasoning models refuse {@code max_tokens}. Others know only that, and some pass over what they
   * do not know, which would lift the limit.
   */
  MAX_COMPLETION_TOKENS,
  /** Chat completions know {@code top_k}, as vLLM, Together and OpenRouter do. */
  TOP_K,
  /** The seed of chat completions is {@code random_seed}: Mistral. */
  RANDOM_SEED,
  /** Ids of tool calls are nine letters and digits: Mistral. */
  SHORT_CALL_IDS,
  /** Content without images is one string, never a list: DeepSeek. */
  PLAIN_CONTENT,
  /**
   * Thoughts are given back as {@code reasoning_content}: DeepSeek, which refuses calls of tools
   * without them.
   */
  REASONING_CONTENT
}
