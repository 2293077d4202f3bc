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
    @Nullable String prompt,
    @Nullable List<String> capabilities,
    @Nullable List<String> specializations,
    @Nullable List<SkillDocument> skills,
    @Nullable ModelsDocument models,
    @Nullable List<String> mcpTools,
    @Nullable String endpointUrl,
    @Nullable String healthCheckUrl,
    @Nullable Integer maxConcurrentRequests,
    @Nullable Integer timeoutSeconds) {

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

  /** The whole definition, with every default written out. */
  public static AgentDocument of(AgentDefinition definition) {
    Profile profile = definition.profile();
    Limits limits = definition.limits();
    List<SkillDocument> skills =
        profile.skills().stream()
            .map(skill -> new SkillDocument(skill.name(), skill.description(), skill.examples()))
            .toList();
    return switch (definition) {
      case BuiltInAgent agent ->
          new AgentDocument(
              agent.agentId(),
              BUILT_IN,
              profile.name(),
              profile.description(),
              agent.prompt(),
              profile.capabilities(),
              profile.specializations(),
              skills,
              new ModelsDocument(
                  agent.models().primary(), agent.models().fallback(), agent.models().low()),
              agent.mcpTools(),
              null,
              null,
              limits.maxConcurrentRequests(),
              limits.timeoutSeconds());
      case RemoteAgent agent ->
          new AgentDocument(
              agent.agentId(),
              REMOTE,
              profile.name(),
              profile.description(),
              null,
              profile.capabilities(),
              profile.specializations(),
              skills,
              null,
              null,
              agent.endpointUrl().toString(),
              agent.healthCheckUrl().toString(),
              limits.maxConcurrentRequests(),
              limits.timeoutSeconds());
    };
  }
}
