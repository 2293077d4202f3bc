package dev.signalbox.routing.testing;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.AgentDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The agents as they are shipped. */
public final class Catalogue {

  private static final Path FILE =
      Path.of("../agent-registry-service/src/main/resources/catalogue/agents.json");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Catalogue() {}

  /** Every definition as the registry publishes it. */
  public static List<JsonNode> definitions() {
    try {
      List<JsonNode> definitions = new ArrayList<>();
      JSON.readTree(Files.readString(FILE)).path("agents").forEach(definitions::add);
      return definitions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Agent> agents() {
    return definitions().stream()
        .map(node -> JSON.treeToValue(node, AgentDefinition.class).toAgent())
        .toList();
  }
}
