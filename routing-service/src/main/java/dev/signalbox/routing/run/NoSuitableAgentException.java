package dev.signalbox.routing.run;

/** A message is stored, but no agent fits it. */
public final class NoSuitableAgentException extends RuntimeException {

  private final transient NoSuitableAgent outcome;

  NoSuitableAgentException(NoSuitableAgent outcome) {
    super("No agent fits the message");
    this.outcome = outcome;
  }

  public NoSuitableAgent outcome() {
    return outcome;
  }
}
