package dev.signalbox.kit.token;

/** A tokeniser that is public. */
public enum Vocabulary {
  /** Of OpenAI's models since GPT-4o. */
  O200K_BASE("o200k_base"),
  /** Of GPT-4, GPT-3.5 and the embeddings of their time. */
  CL100K_BASE("cl100k_base");

  private final String wireName;

  Vocabulary(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
