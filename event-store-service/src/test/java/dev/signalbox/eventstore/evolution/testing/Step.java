package dev.signalbox.eventstore.evolution.testing;

import dev.signalbox.eventstore.evolution.Upcaster;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An upcaster that does what a test says. */
public record Step(
    String type,
    int fromVersion,
    String toType,
    int revision,
    Function<ObjectNode, JsonNode> change)
    implements Upcaster {

  public static Step of(
      String type, int fromVersion, String toType, Function<ObjectNode, JsonNode> change) {
    return new Step(type, fromVersion, toType, 1, change);
  }

  public Step revised(int later) {
    return new Step(type, fromVersion, toType, later, change);
  }

  @Override
  public JsonNode upcast(JsonNode data) {
    return change.apply((ObjectNode) data);
  }
}
