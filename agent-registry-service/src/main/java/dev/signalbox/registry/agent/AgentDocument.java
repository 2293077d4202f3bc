package dev.signalbox.registry.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is written in JSON: in requests, in the catalogue and in events. Nothing is
 * checked here, and lists may hold nulls; {@link DefinitionRules} turns it into an {@link
 * AgentDefinition}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentDocument(
    @Nullable String agentId,
    @Nullable String agentType,
    @Nullable String name,
    @Nullable String description,
    @Nullable String owner,
    @Nullable String prompt,
    @Nullable List<String> capabilities,
    @Nullable List<String> specializations,
    @Nullable List<String> tags,
    @Nullable List<SkillDocument> skills,
    @Nullable ModelsDocument models,
    @Nullable List<String> mcpTools,
    @Nullable String endpointUrl,
    @Nullable String healthCheckUrl,
    @Nullable Integer maxConcurrentRequests,
    @Nullable Integer timeoutSeconds,
    @Nullable String backupAgentId) {

  static final String BUILT_IN = "built_in";
  static final String REMOTE = "remote";

  /** A skill as written in JSON. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SkillDocument(
      @Nullable String name, @Nullable String description, @Nullable List<String> examples) {}

  /** The models as written in JSON. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ModelsDocument(
      @Nullable List<String> primary, @Nullable List<String> fallback, @Nullable String low) {}

  /** What only some kinds of agents have. */
  private record Running(
      @Nullable String prompt,
      @Nullable ModelsDocument models,
      @Nullable List<String> mcpTools,
      @Nullable String endpointUrl,
      @Nullable String healthCheckUrl) {

    static Running of(AgentDefinition definition) {
      return switch (definition) {
        case BuiltInAgent agent ->
            new Running(
                agent.prompt(),
                new ModelsDocument(
                    agent.models().primary(), agent.models().fallback(), agent.models().low()),
                agent.mcpTools(),
                null,
                null);
        case RemoteAgent agent ->
            new Running(
                null,
                null,
                null,
                agent.endpointUrl().toString(),
                agent.healthCheckUrl().toString());
      };
    }
  }

  /** The whole definition, with every default written out. */
  public static AgentDocument of(AgentDefinition definition) {
    Profile profile = definition.profile();
    Running running = Running.of(definition);
    return new AgentDocument(
        definition.agentId(),
        definition.type(),
        profile.name(),
        profile.description(),
        profile.owner(),
        running.prompt(),
        profile.capabilities(),
        profile.specializations(),
        profile.tags(),
        profile.skills().stream()
            .map(skill -> new SkillDocument(skill.name(), skill.description(), skill.examples()))
            .toList(),
        running.models(),
        running.mcpTools(),
        running.endpointUrl(),
        running.healthCheckUrl(),
        definition.limits().maxConcurrentRequests(),
        definition.limits().timeoutSeconds(),
        definition.backupAgentId());
  }
}
