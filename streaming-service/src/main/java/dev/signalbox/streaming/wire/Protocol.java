package dev.signalbox.streaming.wire;

/** The wire protocols that are spoken, to clients and to providers. */
public enum Protocol {
  /** OpenAI, {@code POST /v1/chat/completions}. */
  OPENAI_CHAT("OpenAI chat completions", "chat"),
  /** OpenAI, {@code POST /v1/responses}. */
  OPENAI_RESPONSES("OpenAI responses", "responses"),
  /** Anthropic, {@code POST /v1/messages}. */
  ANTHROPIC_MESSAGES("Anthropic messages", "default"),
  /** Gemini, {@code POST /v1beta/models/{model}:generateContent} and its streaming sister. */
  GEMINI("Gemini generateContent", "default"),
  /** Cohere, {@code POST /v2/chat}. */
  COHERE_CHAT("Cohere chat", "default"),
  /** Bedrock, {@code POST /model/{model}/converse} and its streaming sister. */
  BEDROCK_CONVERSE("Bedrock Converse", "default");

  private final String title;
  private final String usageFlavor;

  Protocol(String title, String usageFlavor) {
    this.title = title;
    this.usageFlavor = usageFlavor;
  }

  /** For a person. */
  public String title() {
    return title;
  }

  /** How price tables call the form of its usage reports: {@code default} for a provider's own. */
  public String usageFlavor() {
    return usageFlavor;
  }
}
