package dev.signalbox.registry.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
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
    @Nullable String cardUrl,
    @Nullable String model,
    @Nullable String credential,
    @Nullable Integer maxConcurrentRequests,
    @Nullable Integer timeoutSeconds,
    @Nullable String backupAgentId) {

  static final String BUILT_IN = "built_in";
  static final String REMOTE = "remote";
  static final String REMOTE_A2A = "remote_a2a";
  static final String OPENAI_COMPATIBLE = "openai_compatible";

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
      @Nullable URI endpointUrl,
      @Nullable URI healthCheckUrl,
      @Nullable URI cardUrl,
      @Nullable String model,
      @Nullable String credential) {

    static Running of(AgentDefinition definition) {
      return switch (definition) {
        case BuiltInAgent agent ->
            new Running(
                agent.prompt(),
                new ModelsDocument(
                    agent.models().primary(), agent.models().fallback(), agent.models().low()),
                agent.mcpTools(),
                null,
                null,
                null,
                null,
                null);
        case RemoteAgent agent ->
            new Running(
                null,
                null,
                null,
                agent.endpointUrl(),
                agent.healthCheckUrl(),
                null,
                null,
                agent.credential());
        case RemoteA2aAgent agent ->
            new Running(null, null, null, null, null, agent.cardUrl(), null, agent.credential());
        case OpenAiCompatibleAgent agent ->
            new Running(
                agent.prompt(),
                null,
                null,
                agent.baseUrl(),
                null,
                null,
                agent.model(),
                agent.credential());
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
        text(running.endpointUrl()),
        text(running.healthCheckUrl()),
        text(running.cardUrl()),
        running.model(),
        running.credential(),
        definition.limits().maxConcurrentRequests(),
        definition.limits().timeoutSeconds(),
        definition.backupAgentId());
  }

  /** The same of another agent. */
  public AgentDocument withAgentId(@Nullable String otherId) {
    return copy(otherId, name, description);
  }

  /** The same under another name and with another description. */
  AgentDocument describedAs(@Nullable String otherName, @Nullable String otherDescription) {
    return copy(agentId, otherName, otherDescription);
  }

  private AgentDocument copy(
      @Nullable String otherId, @Nullable String otherName, @Nullable String otherDescription) {
    return new AgentDocument(
        otherId,
        agentType,
        otherName,
        otherDescription,
        owner,
        prompt,
        capabilities,
        specializations,
        tags,
        skills,
        models,
        mcpTools,
        endpointUrl,
        healthCheckUrl,
        cardUrl,
        model,
        credential,
        maxConcurrentRequests,
        timeoutSeconds,
        backupAgentId);
  }

  private static @Nullable String text(@Nullable URI url) {
    return url == null ? null : url.toString();
  }
}
