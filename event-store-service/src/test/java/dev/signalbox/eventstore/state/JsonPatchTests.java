package dev.signalbox.eventstore.state;

import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonPatchTests {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES = List.of("a", "b", "a/b", "m~n", "", "ä", "0");

  @Test
  void turnsAnyDocumentIntoAnyOther() {
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      ObjectNode from = object(random, 4);
      ObjectNode to = random.nextBoolean() ? object(random, 4) : changed(from, random);

      JsonNode result = from.deepCopy();
      for (PatchOperation operation : JsonPatch.between(from, to)) {
        result = applied(result, operation);
      }

      assertThat(result).as("seed %d", seed).isEqualTo(to);
    }
  }

  @Test
  void hasNoOperationForWhatIsTheSame() {
    for (int seed = 0; seed < 500; seed++) {
      ObjectNode document = object(new Random(seed), 4);

      assertThat(JsonPatch.between(document, document.deepCopy())).isEmpty();
    }
  }

  @Test
  void hasOneOperationForEachMemberThatIsOther() {
    assertThat(
            JsonPatch.between(
                json("{\"same\":{\"a\":1},\"gone\":2,\"other\":3,\"deep\":{\"x\":1,\"y\":[1,2]}}"),
                json(
                    "{\"same\":{\"a\":1},\"other\":4,\"deep\":{\"x\":1,\"y\":[1,2,3]},\"n/w\":null}")))
        .containsExactlyInAnyOrder(
            new PatchOperation.Remove("/gone"),
            new PatchOperation.Replace("/other", json("4")),
            new PatchOperation.Add("/deep/y/2", json("3")),
            new PatchOperation.Add("/n~1w", json("null")));
  }

  @Test
  void leavesTheCommonEndsOfArraysAlone() {
    assertThat(JsonPatch.between(json("[1,2,3,4]"), json("[1,3,4]")))
        .containsExactly(new PatchOperation.Remove("/1"));
    assertThat(JsonPatch.between(json("[1,4]"), json("[1,2,3,4]")))
        .containsExactly(
            new PatchOperation.Add("/1", json("2")), new PatchOperation.Add("/2", json("3")));
  }

  // RFC 6902, section 4.
  private static JsonNode applied(JsonNode document, PatchOperation operation) {
    if (operation.path().isEmpty()) {
      return ((PatchOperation.Replace) operation).value();
    }
    JsonPointer path = JsonPointer.compile(operation.path());
    JsonNode parent = document.at(path.head());
    String last = path.last().getMatchingProperty();
    if (parent instanceof ObjectNode object) {
      switch (operation) {
        case PatchOperation.Add add -> assertThat(object.replace(last, add.value())).isNull();
        case PatchOperation.Remove _ -> assertThat(object.remove(last)).isNotNull();
        case PatchOperation.Replace replace ->
            assertThat(object.replace(last, replace.value())).isNotNull();
      }
    } else {
      ArrayNode array = (ArrayNode) parent;
      int index = Integer.parseInt(last);
      assertThat(index)
          .isLessThan(array.size() + (operation instanceof PatchOperation.Add ? 1 : 0));
      switch (operation) {
        case PatchOperation.Add add -> array.insert(index, add.value());
        case PatchOperation.Remove _ -> array.remove(index);
        case PatchOperation.Replace replace -> array.set(index, replace.value());
      }
    }
    return document;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = NODES.objectNode();
    for (int member = random.nextInt(5); member > 0; member--) {
      object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(3));
      case 3 -> NODES.numberNode(random.nextInt(3) / 2.0);
      case 4 -> NODES.stringNode(NAMES.get(random.nextInt(NAMES.size())));
      case 5 -> object(random, depth);
      default -> {
        ArrayNode array = NODES.arrayNode();
        for (int element = random.nextInt(5); element > 0; element--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
    };
  }

  private static ObjectNode changed(ObjectNode document, Random random) {
    ObjectNode copy = document.deepCopy();
    copy.set(NAMES.get(random.nextInt(NAMES.size())), value(random, 3));
    return copy;
  }
}
