package dev.signalbox.registry.web;

import dev.signalbox.registry.directory.EntryQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What is asked of {@code POST /explore} (draft 0.9, section 7.3). */
record CatalogExploration(EntryQuery query, List<Wanted> facets) {

  private static final int USUAL = 20;
  private static final int MOST_BUCKETS = 1_000;
  private static final int MOST_FACETS = 20;

  /** What names a single entry has no facets. */
  private static final Set<String> NAMES = Set.of("identifier", "displayName");

  /**
   * A field by whose values entries are counted.
   *
   * @param limit how many values are wanted
   * @param least how many entries a value must have
   */
  record Wanted(String field, int limit, long least) {}

  /**
   * Reads the request.
   *
   * @throws IllegalArgumentException if it is not one, saying why
   */
  static CatalogExploration read(JsonNode request) {
    JsonNode facets = request.path("resultType").path("facets");
    CatalogQuery.require(
        facets.isArray() && !facets.isEmpty() && facets.size() <= MOST_FACETS,
        "resultType.facets must be a list of 1 to %d facets".formatted(MOST_FACETS));
    List<Wanted> wanted = new ArrayList<>();
    facets.forEach(facet -> wanted.add(wanted(facet)));
    return new CatalogExploration(CatalogQuery.read(request.path("query")), wanted);
  }

  private static Wanted wanted(JsonNode facet) {
    String field = CatalogQuery.known("resultType.facets", facet.path("field").asString(""));
    CatalogQuery.require(!NAMES.contains(field), "there are no facets of " + field);
    int limit = number(facet.path("limit"), USUAL);
    int least = number(facet.path("minCount"), 1);
    CatalogQuery.require(
        limit >= 1 && limit <= MOST_BUCKETS && least >= 1,
        "limit must be a number between 1 and %d, and minCount at least 1".formatted(MOST_BUCKETS));
    return new Wanted(field, limit, least);
  }

  private static int number(JsonNode number, int usual) {
    return number.isMissingNode() || number.isNull() ? usual : number.asInt(0);
  }
}
