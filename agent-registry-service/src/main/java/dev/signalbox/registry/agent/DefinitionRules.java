package dev.signalbox.registry.agent;

import dev.signalbox.registry.agent.AgentDocument.SkillDocument;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules a definition keeps. The database enforces the same ones, as the last word. */
@Component
public class DefinitionRules {

  /** Words that already mean something else under {@code /api/v1/agents/}. */
  private static final Set<String> RESERVED = Set.of("message", "status", "export", "imports");

  private static final int MOST_EXAMPLES = 200;

  private final KindRules kinds;

  DefinitionRules(KindRules kinds) {
    this.kinds = kinds;
  }

  /**
   * Reads a document as a definition.
   *
   * @throws dev.signalbox.kit.problem.ProblemException {@code invalid_request}, naming every field
   *     that breaks a rule
   */
  public AgentDefinition read(AgentDocument written) {
    AgentDocument document = CardDefaults.fillIn(written);
    FieldChecks checks = new FieldChecks();
    String agentId = checks.slug("agent_id", document.agentId());
    if (RESERVED.contains(agentId)) {
      checks.reject("agent_id", "'%s' is reserved".formatted(agentId));
    }
    KindRules.Common common =
        new KindRules.Common(
            agentId,
            profile(checks, document),
            limits(checks, document),
            backup(checks, document.backupAgentId(), agentId));
    AgentDefinition definition = kinds.read(checks, document, common);
    checks.throwIfAny();
    if (definition == null) {
      throw new IllegalStateException("a definition without a type passed the checks");
    }
    return definition;
  }

  private static Profile profile(FieldChecks checks, AgentDocument document) {
    List<Skill> skills =
        checks.list(
            "skills",
            document.skills(),
            FieldChecks.MOST_ENTRIES,
            (field, skill) -> skill(checks, field, skill));
    checks.distinct("skills", skills, skill -> skill.name().toLowerCase(Locale.ROOT));
    return new Profile(
        checks.text("name", document.name(), 100),
        checks.text("description", document.description(), 1_000),
        checks.optional("owner", document.owner(), 100),
        checks.slugs("capabilities", document.capabilities()),
        checks.texts("specializations", document.specializations(), FieldChecks.MOST_ENTRIES, 100),
        checks.slugs("tags", document.tags()),
        skills);
  }

  private static Skill skill(FieldChecks checks, String field, @Nullable SkillDocument document) {
    if (document == null) {
      checks.reject(field, "must not be null");
      return new Skill("", "", List.of());
    }
    return new Skill(
        checks.text(field + ".name", document.name(), 100),
        checks.text(field + ".description", document.description(), 1_000),
        checks.texts(field + ".examples", document.examples(), MOST_EXAMPLES, 1_000));
  }

  private static Limits limits(FieldChecks checks, AgentDocument document) {
    return new Limits(
        checks.number(
            "max_concurrent_requests",
            document.maxConcurrentRequests(),
            Limits.DEFAULT.maxConcurrentRequests(),
            1,
            Limits.MOST_CONCURRENT_REQUESTS),
        checks.number(
            "timeout_seconds",
            document.timeoutSeconds(),
            Limits.DEFAULT.timeoutSeconds(),
            1,
            Limits.LONGEST_TIMEOUT_SECONDS));
  }

  private static @Nullable String backup(
      FieldChecks checks, @Nullable String backup, String agentId) {
    if (agentId.equals(backup)) {
      checks.reject("backup_agent_id", "must be another agent");
    }
    return checks.optionalSlug("backup_agent_id", backup);
  }
}
