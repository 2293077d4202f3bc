package dev.signalbox.registry.version;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what differs between two JSON documents. */
final class Difference {

  private final List<Change> changes = new ArrayList<>();

  private Difference() {}

  static List<Change> between(JsonNode from, JsonNode to) {
    Difference difference = new Difference();
    difference.compare("", from, to);
    return difference.changes;
  }

  private void compare(String path, @Nullable JsonNode from, @Nullable JsonNode to) {
    if (from == null || to == null) {
      changes.add(Change.of(path, from, to));
    } else if (from.isObject() && to.isObject()) {
      compareFields(path, from, to);
    } else if (isNamed(from) && isNamed(to)) {
      compareMembers(path, byName(from), byName(to));
    } else if (!from.equals(to)) {
      changes.add(Change.of(path, from, to));
    }
  }

  private void compareFields(String path, JsonNode from, JsonNode to) {
    Set<String> names = new LinkedHashSet<>(from.propertyNames());
    names.addAll(to.propertyNames());
    for (String name : names) {
      compare(path.isEmpty() ? name : path + '.' + name, from.get(name), to.get(name));
    }
  }

  private void compareMembers(String path, Map<String, JsonNode> from, Map<String, JsonNode> to) {
    Set<String> names = new LinkedHashSet<>(from.keySet());
    names.addAll(to.keySet());
    for (String name : names) {
      compare("%s[%s]".formatted(path, name), from.get(name), to.get(name));
    }
  }

  private static boolean isNamed(JsonNode list) {
    return list.isArray()
        && list.valueStream().allMatch(element -> element.path("name").isString());
  }

  private static Map<String, JsonNode> byName(JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    list.forEach(element -> named.put(element.path("name").stringValue(), element));
    return named;
  }
}
