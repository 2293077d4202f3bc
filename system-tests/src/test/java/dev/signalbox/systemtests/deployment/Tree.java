package dev.signalbox.systemtests.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps through parsed YAML; what is not there is empty. */
final class Tree {

  private Tree() {}

  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> found) {
      found.forEach((key, one) -> map.put(String.valueOf(key), one));
    }
    return map;
  }

  static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> found ? List.copyOf(found) : List.of();
  }

  static Stream<Map<String, Object>> maps(@Nullable Object value) {
    return list(value).stream().map(Tree::map);
  }

  /** The value under the keys, or null. */
  static @Nullable Object at(@Nullable Object value, String... keys) {
    Object here = value;
    for (String key : keys) {
      here = map(here).get(key);
    }
    return here;
  }

  static String text(@Nullable Object value, String... keys) {
    return String.valueOf(at(value, keys));
  }
}
