package dev.signalbox.routing.agent;

import org.jspecify.annotations.Nullable;

/** Where an agent runs, and how it is spoken to. */
public enum AgentKind {
  /** Here, from its prompt, on the platform's models. */
  BUILT_IN("built_in"),
  /** Elsewhere, over the platform's own HTTP contract. */
  REMOTE("remote"),
  /** Elsewhere, over the Agent2Agent protocol. */
  REMOTE_A2A("remote_a2a"),
  /** Elsewhere, as a model behind OpenAI's chat completions. */
  OPENAI_COMPATIBLE("openai_compatible");

  private final String code;

  AgentKind(String code) {
    this.code = code;
  }

  /** As the registry writes it. */
  public String code() {
    return code;
  }

  /** Absent means built in. */
  static AgentKind of(@Nullable String code) {
    for (AgentKind kind : values()) {
      if (code == null || kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("Agents of the kind \"" + code + "\" cannot be run");
  }
}
