package dev.signalbox.routing.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as the registry describes it.
 *
 * @param prompt its system prompt, if it has one that is given to it
 * @param mcpTools the servers of the MCP pool whose tools it may call
 * @param endpoint where it is reached, unless it is built in; null, too, as long as that is not
 *     known
 */
public record Agent(
    String id,
    String name,
    String description,
    AgentKind kind,
    String prompt,
    List<Skill> skills,
    Models models,
    List<String> mcpTools,
    @Nullable Endpoint endpoint,
    Standing standing,
    Limits limits,
    Abilities abilities) {
  public Agent {
    skills = List.copyOf(skills);
    mcpTools = List.copyOf(mcpTools);
  }

  /** An agent without catchwords. */
  public Agent(
      String id,
      String name,
      String description,
      AgentKind kind,
      String prompt,
      List<Skill> skills,
      Models models,
      List<String> mcpTools,
      @Nullable Endpoint endpoint,
      Standing standing,
      Limits limits) {
    this(
        id,
        name,
        description,
        kind,
        prompt,
        skills,
        models,
        mcpTools,
        endpoint,
        standing,
        limits,
        Abilities.NONE);
  }

  /** A built-in agent that nothing speaks against. */
  public static Agent builtIn(
      String id,
      String name,
      String description,
      String prompt,
      List<Skill> skills,
      Models models,
      List<String> mcpTools) {
    return new Agent(
        id,
        name,
        description,
        AgentKind.BUILT_IN,
        prompt,
        skills,
        models,
        mcpTools,
        null,
        Standing.ACTIVE,
        Limits.NONE);
  }

  /** Whether it is known where it runs. */
  public boolean isReachable() {
    return kind == AgentKind.BUILT_IN || endpoint != null;
  }

  /** Where an agent that is not built in is reached. */
  public Endpoint requiredEndpoint() {
    if (endpoint == null) {
      throw new IllegalStateException("It is not known where agent " + id + " runs");
    }
    return endpoint;
  }
}
