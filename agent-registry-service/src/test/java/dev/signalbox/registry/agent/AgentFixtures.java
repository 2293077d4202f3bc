package dev.signalbox.registry.agent;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Definitions for tests. */
public final class AgentFixtures {

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private AgentFixtures() {}

  public static AgentDocument anyBuiltInAgent(@Nullable String agentId) {
    return with(
        document(
            """
            {"agent_type": "built_in", "name": "Gardener", "description": "Knows plants.",
             "prompt": "You are a gardener.", "capabilities": ["plant_care"],
             "specializations": ["indoor plants"],
             "skills": [{"name": "Water", "description": "Waters plants.",
                         "examples": ["Water my ficus"]}],
             "models": {"primary": ["groq/llama-3.1-8b-instant"], "fallback": ["gpt-4"]},
             "mcp_tools": ["filesystem"]}
            """),
        "agent_id",
        agentId);
  }

  public static AgentDocument remoteAgentAt(@Nullable String endpointUrl) {
    return with(
        document(
            """
            {"agent_id": "weather", "agent_type": "remote", "name": "Weather",
             "description": "Knows the weather.", "capabilities": ["forecast"],
             "specializations": [], "skills": [],
             "health_check_url": "https://weather.example.com/health",
             "max_concurrent_requests": 7, "timeout_seconds": 60}
            """),
        "endpoint_url",
        endpointUrl);
  }

  public static AgentDocument document(String json) {
    return JSON.readValue(json, AgentDocument.class);
  }

  /** The document with another value of one field. */
  public static AgentDocument with(AgentDocument document, String field, @Nullable Object value) {
    ObjectNode tree = JSON.valueToTree(document);
    tree.set(field, JSON.valueToTree(value));
    return JSON.treeToValue(tree, AgentDocument.class);
  }

  public static DefinitionRules strictRules() {
    return rules(false);
  }

  public static DefinitionRules rules(boolean allowPrivateAddresses) {
    return new DefinitionRules(
        new KindRules(new EndpointRules(new EndpointSettings(allowPrivateAddresses))));
  }
}
