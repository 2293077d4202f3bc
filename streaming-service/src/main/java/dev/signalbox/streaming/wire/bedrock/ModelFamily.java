package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.protocol.ClaudeModel;

/** Models that take fields of their own beside Converse's, told by their names. */
sealed interface ModelFamily {

  record Claude(ClaudeModel model) implements ModelFamily {}

  /**
   * Amazon Nova.
   *
   * @param reasons whether it can
   */
  record Nova(boolean reasons) implements ModelFamily {}

  /** OpenAI's open models. */
  record GptOss() implements ModelFamily {}

  record Other() implements ModelFamily {}

  /**
   * Of a model's id or ARN. An application's inference profile does not show what it stands for.
   */
  static ModelFamily of(String name) {
    if (name.contains("claude-")) {
      return new Claude(ClaudeModel.named(name));
    }
    if (name.contains("amazon.nova-")) {
      return new Nova(name.contains("nova-2"));
    }
    return name.contains("openai.gpt-oss") ? new GptOss() : new Other();
  }
}
