package dev.signalbox.eventstore.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON patch (RFC 6902) that turns one document into another. Of objects it has one operation
 * for each member that is added, removed or other than before; of arrays, what lies between their
 * common beginning and their common end is changed place by place.
 */
public final class JsonPatch {

  private final List<PatchOperation> operations = new ArrayList<>();

  private JsonPatch() {}

  public static List<PatchOperation> between(JsonNode from, JsonNode to) {
    JsonPatch patch = new JsonPatch();
    patch.compare("", from, to);
    return List.copyOf(patch.operations);
  }

  private void compare(String path, JsonNode from, JsonNode to) {
    if (from.equals(to)) {
      return;
    }
    if (from instanceof ObjectNode one && to instanceof ObjectNode other) {
      compareObjects(path, one, other);
    } else if (from instanceof ArrayNode one && to instanceof ArrayNode other) {
      compareArrays(path, one, other);
    } else {
      operations.add(new PatchOperation.Replace(path, to));
    }
  }

  private void compareObjects(String path, ObjectNode from, ObjectNode to) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String at = path + '/' + escaped(member.getKey());
      JsonNode other = to.get(member.getKey());
      if (other == null) {
        operations.add(new PatchOperation.Remove(at));
      } else {
        compare(at, member.getValue(), other);
      }
    }
    for (Map.Entry<String, JsonNode> member : to.properties()) {
      if (!from.has(member.getKey())) {
        operations.add(
            new PatchOperation.Add(path + '/' + escaped(member.getKey()), member.getValue()));
      }
    }
  }

  private void compareArrays(String path, ArrayNode from, ArrayNode to) {
    int shorter = Math.min(from.size(), to.size());
    int begin = 0;
    while (begin < shorter && from.get(begin).equals(to.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < shorter - begin
        && from.get(from.size() - 1 - end).equals(to.get(to.size() - 1 - end))) {
      end++;
    }
    int common = shorter - end;
    for (int index = begin; index < common; index++) {
      compare(path + '/' + index, from.get(index), to.get(index));
    }
    for (int index = from.size() - end - 1; index >= common; index--) {
      operations.add(new PatchOperation.Remove(path + '/' + index));
    }
    for (int index = common; index < to.size() - end; index++) {
      operations.add(new PatchOperation.Add(path + '/' + index, to.get(index)));
    }
  }

  // RFC 6901, section 3.
  private static String escaped(String member) {
    return member.replace("~", "~0").replace("/", "~1");
  }
}
