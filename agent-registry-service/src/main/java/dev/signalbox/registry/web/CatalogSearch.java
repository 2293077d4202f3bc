package dev.signalbox.registry.web;

import dev.signalbox.registry.directory.EntryQuery;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of {@code POST /search} (Agentic Resource Discovery, draft 0.9, section 7.2).
 *
 * @param query has a text
 */
record CatalogSearch(EntryQuery query, CatalogPage page) {

  private static final int USUAL = 10;
  private static final Set<String> FEDERATIONS = Set.of("auto", "referrals", "none");

  /**
   * Reads the request. Other registries are not asked, which every kind of federation allows.
   *
   * @throws IllegalArgumentException if it is not one, saying why
   */
  static CatalogSearch read(JsonNode request) {
    EntryQuery query = CatalogQuery.read(request.path("query"));
    CatalogQuery.require(query.text() != null, "query.text must be a text");
    CatalogQuery.require(
        FEDERATIONS.contains(request.path("federation").asString("auto")),
        "federation must be auto, referrals or none");
    JsonNode size = request.path("pageSize");
    return new CatalogSearch(
        query, CatalogPage.of(size.isMissingNode() ? USUAL : size.asInt(0), token(request)));
  }

  private static @Nullable String token(JsonNode request) {
    JsonNode token = request.path("pageToken");
    return token.isMissingNode() || token.isNull() ? null : token.asString("");
  }
}
