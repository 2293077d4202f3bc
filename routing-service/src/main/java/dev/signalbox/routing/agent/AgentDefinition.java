package dev.signalbox.routing.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registry's definition of an agent, as far as routing reads it. Anything but the id may be
 * missing.
 */
public record AgentDefinition(
    String agentId,
    @Nullable String agentType,
    @Nullable String name,
    @Nullable String description,
    @Nullable String prompt,
    @Nullable List<SkillDefinition> skills,
    @Nullable ModelsDefinition models,
    @Nullable List<String> mcpTools) {

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

  /** The agent this defines. */
  public Agent toAgent() {
    String described = orEmpty(description);
    String called = name == null || name.isBlank() ? agentId : name;
    String instructed =
        prompt == null || prompt.isBlank() ? "You are " + called + ". " + described : prompt;
    return new Agent(
        agentId,
        called,
        described,
        !"remote".equals(agentType),
        instructed,
        skills == null ? List.of() : skills.stream().map(SkillDefinition::toSkill).toList(),
        models == null ? new Models(List.of(), List.of(), null) : models.toModels(),
        orEmpty(mcpTools));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
