package dev.signalbox.cost.usage;

import dev.signalbox.cost.match.InvalidNameRuleException;
import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.match.NameRuleFormat;
import dev.signalbox.cost.usage.CountPath.Step;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Extractors in JSON, as genai-prices writes them. Of ours are {@code first_of} instead of {@code
 * path}, for a count that may stand at several places, and {@code iterations}.
 */
public final class UsageExtractorFormat {

  private static final String DEFAULT = "default";
  private static final int MOST_MAPPINGS = 200;

  private UsageExtractorFormat() {}

  /**
   * Reads an extractor.
   *
   * @throws InvalidExtractorException if it is none, or has a count of something unknown
   */
  public static UsageExtractor read(JsonNode json) {
    JsonNode mappings = json.path("mappings");
    if (!mappings.isArray() || mappings.isEmpty() || mappings.size() > MOST_MAPPINGS) {
      throw new InvalidExtractorException("has no list of mappings");
    }
    List<CountMapping> counts = new ArrayList<>();
    mappings.forEach(mapping -> counts.add(mapping(mapping)));
    return new UsageExtractor(
        json.path("api_flavor").asString(DEFAULT),
        fields(path(json.path("root"))),
        json.has("model_path")
            ? path(json.path("model_path"))
            : new CountPath(List.of(new Step.Field("model"))),
        counts,
        json.path("iterations").asBoolean(false));
  }

  private static CountMapping mapping(JsonNode json) {
    List<CountPath> places = new ArrayList<>();
    if (json.has("first_of")) {
      json.path("first_of").forEach(place -> places.add(path(place)));
    } else {
      places.add(path(json.path("path")));
    }
    String destination = json.path("dest").asString("");
    Bucket bucket =
        Bucket.ofUsageKey(destination)
            .filter(known -> known != Bucket.REQUESTS)
            .orElseThrow(
                () -> new InvalidExtractorException("counts something unknown: " + destination));
    return new CountMapping(places, bucket, json.path("required").asBoolean(true));
  }

  private static CountPath path(JsonNode json) {
    List<Step> steps = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(step -> steps.add(step(step)));
    } else {
      steps.add(step(json));
    }
    if (steps.isEmpty() || !(steps.getLast() instanceof Step.Field)) {
      throw new InvalidExtractorException("has a path that does not end at a field");
    }
    return new CountPath(steps);
  }

  private static Step step(JsonNode json) {
    if (json.isString()) {
      return new Step.Field(json.stringValue());
    }
    if (json.isObject() && json.path("field").isString()) {
      try {
        return new Step.Item(
            json.path("field").stringValue(), NameRuleFormat.read(json.path("match")));
      } catch (InvalidNameRuleException invalid) {
        throw new InvalidExtractorException("has a rule that " + invalid.getMessage());
      }
    }
    throw new InvalidExtractorException("has a path that is none");
  }

  private static List<String> fields(CountPath path) {
    return path.steps().stream()
        .map(
            step ->
                switch (step) {
                  case Step.Field(String name) -> name;
                  case Step.Item(String _, NameRule _) ->
                      throw new InvalidExtractorException("has a root in a list");
                })
        .toList();
  }

  /** The extractor in the form in which it is read. */
  public static ObjectNode write(UsageExtractor extractor) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("api_flavor", extractor.flavor());
    extractor.root().forEach(json.withArray("root")::add);
    json.set("model_path", write(extractor.modelPath()));
    ArrayNode mappings = json.withArray("mappings");
    for (CountMapping mapping : extractor.mappings()) {
      ObjectNode each = mappings.addObject();
      if (mapping.places().size() == 1) {
        each.set("path", write(mapping.places().getFirst()));
      } else {
        mapping.places().forEach(place -> each.withArray("first_of").add(write(place)));
      }
      each.put("dest", mapping.bucket().usageKey()).put("required", mapping.required());
    }
    return extractor.iterations() ? json.put("iterations", true) : json;
  }

  private static JsonNode write(CountPath path) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Step step : path.steps()) {
      switch (step) {
        case Step.Field(String name) -> json.add(name);
        case Step.Item(String field, NameRule rule) ->
            json.addObject()
                .put("type", "array-match")
                .put("field", field)
                .set("match", NameRuleFormat.write(rule));
      }
    }
    return json;
  }
}
