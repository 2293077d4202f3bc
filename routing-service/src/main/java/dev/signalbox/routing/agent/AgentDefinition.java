package dev.signalbox.routing.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registry's definition of an agent and what it says of its state, as far as routing reads
 * them. Anything but the id may be missing.
 *
 * @param endpointUrl where a remote agent is, from registries that know of no {@code endpoint}
 * @param maxConcurrentRequests the same of {@code limits}
 * @param timeoutSeconds the same of {@code limits}
 */
public record AgentDefinition(
    String agentId,
    @Nullable String agentType,
    @Nullable String name,
    @Nullable String description,
    @Nullable String prompt,
    @Nullable List<SkillDefinition> skills,
    @Nullable ModelsDefinition models,
    @Nullable List<String> mcpTools,
    @Nullable List<String> capabilities,
    @Nullable List<String> specializations,
    @Nullable EndpointDefinition endpoint,
    @Nullable LimitsDefinition limits,
    @Nullable String status,
    @Nullable String health,
    @Nullable Integer recoveryShare,
    @Nullable String backupAgentId,
    @Nullable String endpointUrl,
    @Nullable Integer maxConcurrentRequests,
    @Nullable Integer timeoutSeconds) {

  /** One skill of the definition. */
  public record SkillDefinition(
      @Nullable String name, @Nullable String description, @Nullable List<String> examples) {

    Skill toSkill() {
      return new Skill(orEmpty(name), orEmpty(description), orEmpty(examples));
    }
  }

  /** The models of the definition. */
  public record ModelsDefinition(
      @Nullable List<String> primary, @Nullable List<String> fallback, @Nullable String low) {

    Models toModels() {
      return new Models(orEmpty(primary), orEmpty(fallback), low);
    }
  }

  /** Where an agent is that runs elsewhere. */
  public record EndpointDefinition(
      @Nullable String url,
      @Nullable String protocolBinding,
      @Nullable String protocolVersion,
      @Nullable String tenant,
      @Nullable String model,
      @Nullable String credential) {

    Endpoint toEndpoint() {
      return new Endpoint(
          Endpoint.url(url), protocolBinding, protocolVersion, tenant, model, credential);
    }
  }

  /** How much may be asked of it. */
  public record LimitsDefinition(
      @Nullable Integer maxConcurrentRequests, @Nullable Integer timeoutSeconds) {}

  /**
   * The agent this defines.
   *
   * @throws IllegalArgumentException if it defines none that could be run
   */
  public Agent toAgent() {
    String described = orEmpty(description);
    AgentKind kind = AgentKind.of(agentType);
    String called = name == null || name.isBlank() ? agentId : name;
    return new Agent(
        agentId,
        called,
        described,
        kind,
        kind == AgentKind.BUILT_IN && orEmpty(prompt).isBlank()
            ? "You are " + called + ". " + described
            : orEmpty(prompt),
        skills == null ? List.of() : skills.stream().map(SkillDefinition::toSkill).toList(),
        models == null ? new Models(List.of(), List.of(), null) : models.toModels(),
        orEmpty(mcpTools),
        reachedAt(),
        new Standing(
            AgentStatus.of(status),
            AgentHealth.of(health),
            recoveryShare == null ? 100 : recoveryShare,
            backupAgentId),
        limits == null
            ? Limits.of(maxConcurrentRequests, timeoutSeconds)
            : Limits.of(limits.maxConcurrentRequests(), limits.timeoutSeconds()),
        new Abilities(orEmpty(capabilities), orEmpty(specializations)));
  }

  private @Nullable Endpoint reachedAt() {
    if (endpoint != null) {
      return endpoint.toEndpoint();
    }
    return endpointUrl == null
        ? null
        : new Endpoint(Endpoint.url(endpointUrl), null, null, null, null, null);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
