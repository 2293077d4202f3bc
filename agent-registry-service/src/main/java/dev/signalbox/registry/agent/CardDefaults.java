package dev.signalbox.registry.agent;

/** What an A2A agent is called as long as neither its definition nor its card says. */
public final class CardDefaults {

  /** The description. */
  public static final String DESCRIPTION = "An agent whose card is not known yet.";

  private CardDefaults() {}

  static AgentDocument fillIn(AgentDocument document) {
    return AgentDocument.REMOTE_A2A.equals(document.agentType())
        ? document.describedAs(
            document.name() == null ? document.agentId() : document.name(),
            document.description() == null ? DESCRIPTION : document.description())
        : document;
  }
}
