package dev.signalbox.registry.agent;

import dev.signalbox.registry.agent.AgentDocument.ModelsDocument;
import dev.signalbox.registry.agent.AgentDocument.SkillDocument;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules a definition keeps. The database enforces the same ones, as the last word. */
@Component
public class DefinitionRules {

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*");
  private static final String SLUG_RULE =
      "must be lower-case letters and digits, joined by single _ or -, starting with a letter";
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]*");
  private static final String MODEL_RULE =
      "must be provider/model, of letters, digits and . _ : / @ + -";

  /** Words that already mean something else under {@code /api/v1/agents/}. */
  private static final Set<String> RESERVED = Set.of("message", "status", "export", "imports");

  private static final int LONGEST_PROMPT = 20_000;
  private static final int MOST_ENTRIES = 50;
  private static final int MOST_EXAMPLES = 200;
  private static final int MOST_MODELS = 10;

  private final EndpointRules endpoints;

  DefinitionRules(EndpointRules endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * Reads a document as a definition.
   *
   * @throws dev.signalbox.kit.problem.ProblemException {@code invalid_request}, naming every field
   *     that breaks a rule
   */
  public AgentDefinition read(AgentDocument document) {
    FieldChecks checks = new FieldChecks();
    String agentId = checks.text("agent_id", document.agentId(), 64, SLUG, SLUG_RULE);
    if (RESERVED.contains(agentId)) {
      checks.reject("agent_id", "'%s' is reserved".formatted(agentId));
    }
    Profile profile = profile(checks, document);
    Limits limits = limits(checks, document);
    String backup = backup(checks, document.backupAgentId(), agentId);
    String type = checks.text("agent_type", document.agentType(), 20);
    AgentDefinition definition =
        switch (type) {
          case AgentDocument.BUILT_IN ->
              builtIn(checks, document, agentId, profile, limits, backup);
          case AgentDocument.REMOTE -> remote(checks, document, agentId, profile, limits, backup);
          default -> {
            if (!type.isEmpty()) {
              checks.reject("agent_type", "must be built_in or remote");
            }
            yield null;
          }
        };
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
            MOST_ENTRIES,
            (field, skill) -> skill(checks, field, skill));
    checks.distinct("skills", skills, skill -> skill.name().toLowerCase(Locale.ROOT));
    return new Profile(
        checks.text("name", document.name(), 100),
        checks.text("description", document.description(), 1_000),
        optional(checks, "owner", document.owner(), 100),
        slugs(checks, "capabilities", document.capabilities()),
        texts(checks, "specializations", document.specializations(), MOST_ENTRIES, 100),
        slugs(checks, "tags", document.tags()),
        skills);
  }

  private static @Nullable String optional(
      FieldChecks checks, String field, @Nullable String value, int longest) {
    return value == null ? null : checks.text(field, value, longest);
  }

  private static @Nullable String backup(
      FieldChecks checks, @Nullable String backup, String agentId) {
    if (backup == null) {
      return null;
    }
    if (backup.equals(agentId)) {
      checks.reject("backup_agent_id", "must be another agent");
    }
    return checks.text("backup_agent_id", backup, 64, SLUG, SLUG_RULE);
  }

  private static Skill skill(FieldChecks checks, String field, @Nullable SkillDocument document) {
    if (document == null) {
      checks.reject(field, "must not be null");
      return new Skill("", "", List.of());
    }
    return new Skill(
        checks.text(field + ".name", document.name(), 100),
        checks.text(field + ".description", document.description(), 1_000),
        texts(checks, field + ".examples", document.examples(), MOST_EXAMPLES, 1_000));
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

  private static BuiltInAgent builtIn(
      FieldChecks checks,
      AgentDocument document,
      String agentId,
      Profile profile,
      Limits limits,
      @Nullable String backup) {
    checks.absent("endpoint_url", document.endpointUrl(), AgentDocument.BUILT_IN);
    checks.absent("health_check_url", document.healthCheckUrl(), AgentDocument.BUILT_IN);
    return new BuiltInAgent(
        agentId,
        profile,
        limits,
        backup,
        checks.text("prompt", document.prompt(), LONGEST_PROMPT),
        models(checks, document.models()),
        slugs(checks, "mcp_tools", document.mcpTools()));
  }

  private static Models models(FieldChecks checks, @Nullable ModelsDocument document) {
    if (document == null || document.primary() == null || document.primary().isEmpty()) {
      checks.reject("models.primary", "must name at least one model");
      return new Models(List.of(), List.of(), null);
    }
    String low = document.low();
    return new Models(
        models(checks, "models.primary", document.primary()),
        models(checks, "models.fallback", document.fallback()),
        low == null ? null : checks.text("models.low", low, 200, MODEL, MODEL_RULE));
  }

  private static List<String> models(
      FieldChecks checks, String field, @Nullable List<String> names) {
    List<String> read =
        checks.list(
            field,
            names,
            MOST_MODELS,
            (element, name) -> checks.text(element, name, 200, MODEL, MODEL_RULE));
    checks.distinct(field, read, name -> name);
    return read;
  }

  private RemoteAgent remote(
      FieldChecks checks,
      AgentDocument document,
      String agentId,
      Profile profile,
      Limits limits,
      @Nullable String backup) {
    checks.absent("prompt", document.prompt(), AgentDocument.REMOTE);
    checks.absent("models", document.models(), AgentDocument.REMOTE);
    checks.absent("mcp_tools", document.mcpTools(), AgentDocument.REMOTE);
    URI endpoint = endpoints.read(checks, "endpoint_url", document.endpointUrl());
    URI health = endpoints.read(checks, "health_check_url", document.healthCheckUrl());
    return new RemoteAgent(agentId, profile, limits, backup, endpoint, health);
  }

  private static List<String> slugs(
      FieldChecks checks, String field, @Nullable List<String> values) {
    List<String> read =
        checks.list(
            field,
            values,
            MOST_ENTRIES,
            (element, value) -> checks.text(element, value, 64, SLUG, SLUG_RULE));
    checks.distinct(field, read, value -> value);
    return read;
  }

  private static List<String> texts(
      FieldChecks checks, String field, @Nullable List<String> values, int most, int longest) {
    List<String> read =
        checks.list(field, values, most, (element, value) -> checks.text(element, value, longest));
    checks.distinct(field, read, value -> value);
    return read;
  }
}
