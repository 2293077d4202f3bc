package dev.signalbox.registry.agent;

import org.jspecify.annotations.Nullable;

/** What an agent is. How it runs depends on its kind; what it offers is described alike for all. */
public sealed interface AgentDefinition
    permits BuiltInAgent, RemoteAgent, RemoteA2aAgent, OpenAiCompatibleAgent {

  /** Slug, unique in the registry. */
  String agentId();

  Profile profile();

  Limits limits();

  /** Who takes over what this agent cannot do; null if nobody is named. */
  @Nullable String backupAgentId();

  /** The kind as it is written in JSON. */
  default String type() {
    return switch (this) {
      case BuiltInAgent _ -> AgentDocument.BUILT_IN;
      case RemoteAgent _ -> AgentDocument.REMOTE;
      case RemoteA2aAgent _ -> AgentDocument.REMOTE_A2A;
      case OpenAiCompatibleAgent _ -> AgentDocument.OPENAI_COMPATIBLE;
    };
  }
}
