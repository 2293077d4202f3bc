package dev.signalbox.streaming.wire;

/** The wire protocols that are spoken, to clients and to providers. */
public enum Protocol {
  /** OpenAI, {@code POST /v1/chat/completions}. */
  OPENAI_CHAT("OpenAI chat completions"),
  /** OpenAI, {@code POST /v1/responses}. */
  OPENAI_RESPONSES("OpenAI responses"),
  /** Anthropic, {@code POST /v1/messages}. */
  ANTHROPIC_MESSAGES("Anthropic messages"),
  /** Gemini, {@code POST /v1beta/models/{model}:generateContent} and its streaming sister. */
  GEMINI("Gemini generateContent"),
  /** Cohere, {@code POST /v2/chat}. */
  COHERE_CHAT("Cohere chat"),
  /** Bedrock, {@code POST /model/{model}/converse} and its streaming sister. */
  BEDROCK_CONVERSE("Bedrock Converse");

  private final String title;

  Protocol(String title) {
    this.title = title;
  }

  /** For a person. */
  public String title() {
    return title;
  }
}
