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
import tools.jackson.databind.node.ArrayNode;

/** The agents as they are shipped. */
public final class Catalogue {

  private static final Path FILE =
      Path.of("../agent-registry-service/src/main/resources/catalogue/agents.json");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final int FEW = 5;

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

  /** The same with few examples of each skill, which take less time to learn. */
  public static List<JsonNode> shortDefinitions() {
    List<JsonNode> definitions = definitions();
    for (JsonNode definition : definitions) {
      for (JsonNode skill : definition.path("skills")) {
        ArrayNode examples = (ArrayNode) skill.path("examples");
        while (examples.size() > FEW) {
          examples.remove(examples.size() - 1);
        }
      }
    }
    return definitions;
  }

  public static List<Agent> agents() {
    return definitions().stream()
        .map(node -> JSON.treeToValue(node, AgentDefinition.class).toAgent())
        .toList();
  }
}
