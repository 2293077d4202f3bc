package dev.signalbox.registry.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent run by the platform: a prompt, the models that may answer, and the tools it may call.
 *
 * @param prompt the system prompt
 * @param mcpTools names of MCP servers whose tools the agent may call
 */
public record BuiltInAgent(
    String agentId,
    Profile profile,
    Limits limits,
    @Nullable String backupAgentId,
    String prompt,
    Models models,
    List<String> mcpTools)
    implements AgentDefinition {

  public BuiltInAgent {
    mcpTools = List.copyOf(mcpTools);
  }
}
