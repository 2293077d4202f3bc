package dev.signalbox.registry.agent;

import dev.signalbox.registry.agent.AgentDocument.ModelsDocument;
import dev.signalbox.registry.agent.AgentDocument.SkillDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Definitions for tests. */
public final class AgentFixtures {

  private AgentFixtures() {}

  public static AgentDocument anyBuiltInAgent(@Nullable String agentId) {
    return new AgentDocument(
        agentId,
        "built_in",
        "Gardener",
        "Knows plants.",
        "You are a gardener.",
        List.of("plant_care"),
        List.of("indoor plants"),
        List.of(new SkillDocument("Water", "Waters plants.", List.of("Water my ficus"))),
        new ModelsDocument(List.of("groq/llama-3.1-8b-instant"), List.of("gpt-4"), null),
        List.of("filesystem"),
        null,
        null,
        null,
        null);
  }

  public static AgentDocument remoteAgentAt(@Nullable String endpointUrl) {
    return new AgentDocument(
        "weather",
        "remote",
        "Weather",
        "Knows the weather.",
        null,
        List.of("forecast"),
        List.of(),
        List.of(),
        null,
        null,
        endpointUrl,
        "https://weather.example.com/health",
        7,
        60);
  }

  public static DefinitionRules strictRules() {
    return rules(false);
  }

  public static DefinitionRules rules(boolean allowPrivateAddresses) {
    return new DefinitionRules(new EndpointRules(new EndpointSettings(allowPrivateAddresses)));
  }
}
