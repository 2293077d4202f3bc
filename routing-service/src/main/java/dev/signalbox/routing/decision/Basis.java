package dev.signalbox.routing.decision;

/** What an agent was chosen by. */
public enum Basis {
  /** The message begins with its name after an at sign. */
  MENTION("mention", Tier.RULES),
  /** The conversation is pinned to it. */
  PINNED("pinned", Tier.RULES),
  FILE_TYPE("file_type", Tier.RULES),
  PATTERN("pattern", Tier.RULES),
  MEANING("meaning", Tier.CLASSIFIER),
  /** The conversation is with it, and the topic has not changed. */
  CONVERSATION("conversation", Tier.CLASSIFIER),
  /** Nobody fits, and it is there for that. */
  SUPERVISOR("supervisor", Tier.CLASSIFIER),
  MODEL("model", Tier.MODEL);

  private final String code;
  private final Tier tier;

  Basis(String code, Tier tier) {
    this.code = code;
    this.tier = tier;
  }

  public String code() {
    return code;
  }

  public Tier tier() {
    return tier;
  }
}
