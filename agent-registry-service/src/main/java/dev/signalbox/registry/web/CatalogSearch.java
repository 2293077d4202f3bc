package dev.signalbox.registry.web;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of {@code POST /search} (Agentic Resource Discovery, draft 0.9, section 5.3).
 *
 * @param types the types of entries that are wanted; null for all
 * @param from how many results there were before
 */
record CatalogSearch(String text, @Nullable Set<String> types, int from, int pageSize) {

  private static final int LONGEST = 2_000;
  private static final int MOST = 100;
  private static final int USUAL = 10;
  private static final int DEEPEST = 10_000;
  private static final Set<String> FEDERATIONS = Set.of("auto", "referrals", "none");

  /**
   * Reads the request. Other registries are not asked, which every kind of federation allows.
   *
   * @throws IllegalArgumentException if it is not one, saying why
   */
  static CatalogSearch read(JsonNode request) {
    JsonNode query = request.path("query");
    JsonNode text = query.path("text");
    require(text.isString() && !text.stringValue().isBlank(), "query.text must be a text");
    require(
        text.stringValue().length() <= LONGEST && text.stringValue().indexOf('\0') < 0,
        "query.text must have at most %,d characters".formatted(LONGEST));
    require(
        FEDERATIONS.contains(request.path("federation").asString("auto")),
        "federation must be auto, referrals or none");
    int size = request.path("pageSize").asInt(USUAL);
    require(size >= 1 && size <= MOST, "pageSize must be between 1 and " + MOST);
    return new CatalogSearch(
        text.stringValue(), types(query.path("filter")), from(request.path("pageToken")), size);
  }

  private static @Nullable Set<String> types(JsonNode filter) {
    require(filter.isMissingNode() || filter.isObject(), "query.filter must be an object");
    for (String name : filter.propertyNames()) {
      require(name.equals("type"), "query.filter takes type and nothing else here");
    }
    if (!filter.has("type")) {
      return null;
    }
    Set<String> types = new HashSet<>();
    JsonNode type = filter.path("type");
    if (type.isArray()) {
      type.forEach(element -> types.add(element.asString("")));
    } else {
      types.add(type.asString(""));
    }
    return types;
  }

  private static int from(JsonNode token) {
    if (token.isMissingNode() || token.isNull()) {
      return 0;
    }
    int from = token.asInt(-1);
    require(from >= 0 && from <= DEEPEST, "pageToken must be that of an earlier answer");
    return from;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
