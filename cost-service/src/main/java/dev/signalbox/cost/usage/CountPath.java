package dev.signalbox.cost.usage;

import dev.signalbox.cost.match.NameRule;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a count stands in a report. What is missing or null on the way is absent. */
record CountPath(List<Step> steps) {

  CountPath {
    steps = List.copyOf(steps);
  }

  /** One step down. */
  sealed interface Step {

    /** To a field of an object. */
    record Field(String name) implements Step {
      @Override
      public String toString() {
        return name;
      }
    }

    /** To the first object of a list whose field has such a value. */
    record Item(String field, NameRule rule) implements Step {
      @Override
      public String toString() {
        return "[" + field + "]";
      }
    }
  }

  /**
   * What stands there; null if nothing does.
   *
   * @throws InvalidUsageException if there is something on the way that cannot be
   */
  @Nullable JsonNode find(JsonNode report) {
    @Nullable JsonNode place = report;
    for (int index = 0; index < steps.size(); index++) {
      if (place == null || place.isNull()) {
        return null;
      }
      place =
          switch (steps.get(index)) {
            case Step.Field(String name) -> field(place, name, index);
            case Step.Item(String field, NameRule rule) -> item(place, field, rule, index);
          };
    }
    return place == null || place.isNull() ? null : place;
  }

  private @Nullable JsonNode field(JsonNode place, String name, int index) {
    if (!place.isObject()) {
      throw new InvalidUsageException(name(index), "must be an object");
    }
    return place.get(name);
  }

  private @Nullable JsonNode item(JsonNode place, String field, NameRule rule, int index) {
    if (!place.isArray()) {
      throw new InvalidUsageException(name(index), "must be a list");
    }
    for (JsonNode item : place) {
      @Nullable JsonNode value = item.get(field);
      if (value != null && value.isString() && rule.matches(value.stringValue())) {
        return item;
      }
    }
    return null;
  }

  private String name(int steps) {
    return this.steps.stream().limit(steps).map(Step::toString).collect(Collectors.joining("."));
  }

  /** The path as it is named to callers. */
  String name() {
    return name(steps.size());
  }
}
