package dev.signalbox.routing.agent;

import java.util.List;

/**
 * An agent as the registry describes it.
 *
 * @param builtIn whether it is run here, from its prompt; a remote one is known but not run yet
 * @param prompt its system prompt
 * @param mcpTools the servers of the MCP pool whose tools it may call
 */
public record Agent(
    String id,
    String name,
    String description,
    boolean builtIn,
    String prompt,
    List<Skill> skills,
    Models models,
    List<String> mcpTools) {
  public Agent {
    skills = List.copyOf(skills);
    mcpTools = List.copyOf(mcpTools);
  }
}
