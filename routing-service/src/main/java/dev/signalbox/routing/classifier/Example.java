package dev.signalbox.routing.classifier;

/** A text that an agent is for. */
public final class Example {

  private final SkillKey key;
  private final String text;
  private final float[] embedding;

  /**
   * @param skill which of the agent's skills; a name within the agent
   * @param embedding the text's embedding, of length 1; it must not be changed any more
   */
  public Example(String agentId, String skill, String text, float[] embedding) {
    this.key = new SkillKey(agentId, skill);
    this.text = text;
    this.embedding = embedding;
  }

  public String agentId() {
    return key.agentId();
  }

  public String skill() {
    return key.skill();
  }

  public String text() {
    return text;
  }

  /** Shared, not copied. */
  public float[] embedding() {
    return embedding;
  }

  SkillKey key() {
    return key;
  }
}
