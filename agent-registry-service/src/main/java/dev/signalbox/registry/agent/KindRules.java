package dev.signalbox.registry.agent;

import dev.signalbox.registry.agent.AgentDocument.ModelsDocument;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules that definitions of one kind keep. */
@Component
class KindRules {

  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]*");
  private static final String MODEL_RULE =
      "must be provider/model, of letters, digits and . _ : / @ + -";
  private static final int LONGEST_PROMPT = 20_000;
  private static final int LONGEST_MODEL = 200;
  private static final int MOST_MODELS = 10;

  /** Where a card is on a host that has one (A2A 1.0, section 8.2). */
  private static final String WELL_KNOWN = "/.well-known/agent-card.json";

  private final EndpointRules endpoints;

  KindRules(EndpointRules endpoints) {
    this.endpoints = endpoints;
  }

  /** What definitions of every kind have. */
  record Common(String agentId, Profile profile, Limits limits, @Nullable String backupAgentId) {}

  /** The definition, which counts if there were no errors; null if it is of no known kind. */
  @Nullable AgentDefinition read(FieldChecks checks, AgentDocument document, Common common) {
    String type = checks.text("agent_type", document.agentType(), 20);
    return switch (type) {
      case AgentDocument.BUILT_IN -> builtIn(checks, document, common);
      case AgentDocument.REMOTE -> remote(checks, document, common);
      case AgentDocument.REMOTE_A2A -> a2a(checks, document, common);
      case AgentDocument.OPENAI_COMPATIBLE -> openAiCompatible(checks, document, common);
      default -> {
        if (!type.isEmpty()) {
          checks.reject("agent_type", "must be built_in, remote, remote_a2a or openai_compatible");
        }
        yield null;
      }
    };
  }

  private static BuiltInAgent builtIn(FieldChecks checks, AgentDocument document, Common common) {
    checks.absent("endpoint_url", document.endpointUrl(), AgentDocument.BUILT_IN);
    checks.absent("health_check_url", document.healthCheckUrl(), AgentDocument.BUILT_IN);
    checks.absent("card_url", document.cardUrl(), AgentDocument.BUILT_IN);
    checks.absent("model", document.model(), AgentDocument.BUILT_IN);
    checks.absent("credential", document.credential(), AgentDocument.BUILT_IN);
    return new BuiltInAgent(
        common.agentId(),
        common.profile(),
        common.limits(),
        common.backupAgentId(),
        checks.text("prompt", document.prompt(), LONGEST_PROMPT),
        models(checks, document.models()),
        checks.slugs("mcp_tools", document.mcpTools()));
  }

  private RemoteAgent remote(FieldChecks checks, AgentDocument document, Common common) {
    checks.absent("prompt", document.prompt(), AgentDocument.REMOTE);
    withoutModels(checks, document, AgentDocument.REMOTE);
    checks.absent("card_url", document.cardUrl(), AgentDocument.REMOTE);
    checks.absent("model", document.model(), AgentDocument.REMOTE);
    return new RemoteAgent(
        common.agentId(),
        common.profile(),
        common.limits(),
        common.backupAgentId(),
        endpoints.read(checks, "endpoint_url", document.endpointUrl()),
        endpoints.read(checks, "health_check_url", document.healthCheckUrl()),
        checks.optionalSlug("credential", document.credential()));
  }

  private RemoteA2aAgent a2a(FieldChecks checks, AgentDocument document, Common common) {
    checks.absent("prompt", document.prompt(), AgentDocument.REMOTE_A2A);
    withoutModels(checks, document, AgentDocument.REMOTE_A2A);
    checks.absent("endpoint_url", document.endpointUrl(), AgentDocument.REMOTE_A2A);
    checks.absent("health_check_url", document.healthCheckUrl(), AgentDocument.REMOTE_A2A);
    checks.absent("model", document.model(), AgentDocument.REMOTE_A2A);
    return new RemoteA2aAgent(
        common.agentId(),
        common.profile(),
        common.limits(),
        common.backupAgentId(),
        withPath(endpoints.read(checks, "card_url", document.cardUrl())),
        checks.optionalSlug("credential", document.credential()));
  }

  private OpenAiCompatibleAgent openAiCompatible(
      FieldChecks checks, AgentDocument document, Common common) {
    withoutModels(checks, document, AgentDocument.OPENAI_COMPATIBLE);
    checks.absent("health_check_url", document.healthCheckUrl(), AgentDocument.OPENAI_COMPATIBLE);
    checks.absent("card_url", document.cardUrl(), AgentDocument.OPENAI_COMPATIBLE);
    URI baseUrl = endpoints.read(checks, "endpoint_url", document.endpointUrl());
    if (baseUrl.getRawQuery() != null) {
      checks.reject("endpoint_url", "must not have a query: paths are put behind it");
    }
    return new OpenAiCompatibleAgent(
        common.agentId(),
        common.profile(),
        common.limits(),
        common.backupAgentId(),
        baseUrl,
        checks.text("model", document.model(), LONGEST_MODEL, MODEL, MODEL_RULE),
        checks.optional("prompt", document.prompt(), LONGEST_PROMPT),
        checks.optionalSlug("credential", document.credential()));
  }

  private static void withoutModels(FieldChecks checks, AgentDocument document, String kind) {
    checks.absent("models", document.models(), kind);
    checks.absent("mcp_tools", document.mcpTools(), kind);
  }

  private static URI withPath(URI cardUrl) {
    String path = cardUrl.getRawPath();
    if ((path != null && path.length() > 1) || cardUrl.getRawQuery() != null) {
      return cardUrl;
    }
    try {
      return new URI(cardUrl.getScheme(), cardUrl.getAuthority(), WELL_KNOWN, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("parts of a URL make one", e);
    }
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
        low == null ? null : checks.text("models.low", low, LONGEST_MODEL, MODEL, MODEL_RULE));
  }

  private static List<String> models(
      FieldChecks checks, String field, @Nullable List<String> names) {
    List<String> read =
        checks.list(
            field,
            names,
            MOST_MODELS,
            (element, name) -> checks.text(element, name, LONGEST_MODEL, MODEL, MODEL_RULE));
    checks.distinct(field, read, name -> name);
    return read;
  }
}
