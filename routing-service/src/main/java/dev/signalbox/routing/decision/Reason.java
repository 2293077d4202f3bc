package dev.signalbox.routing.decision;

/** Why nobody was chosen. */
public enum Reason {
  /** No agent is like what was asked. */
  NOBODY_FITS("no agent fits the message well enough"),
  /** Either of the two best would do: only the sender knows. */
  TWO_FIT("the message fits two agents about as well"),
  /**
   * All that are known are out of service, not granted to the caller, or not among the candidates.
   */
  NOBODY_ALLOWED("no agent that the caller may use is in service"),
  /** Neither a letter nor a digit is in the message. */
  NOTHING_TO_READ("the message has no words");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
