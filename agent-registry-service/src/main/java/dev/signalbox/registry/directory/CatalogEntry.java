package dev.signalbox.registry.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an AI catalogue (Agentic Resource Discovery, draft 0.9, section 4.2).
 *
 * @param identifier {@code urn:air:<publisher>:<namespace>:<name>}
 * @param representativeQueries two to five; null if there are not so many
 * @param score how well it fits a search, 0 to 100; null outside of searches
 * @param source which registry it was found in; null outside of searches
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CatalogEntry(
    String identifier,
    @JsonProperty("displayName") String displayName,
    String type,
    String url,
    @Nullable String description,
    List<String> tags,
    List<String> capabilities,
    @JsonProperty("representativeQueries") @Nullable List<String> representativeQueries,
    @Nullable String version,
    @JsonProperty("updatedAt") @Nullable Instant updatedAt,
    @Nullable Integer score,
    @Nullable String source) {

  static final String AGENT_CARD = "application/a2a-agent-card+json";

  private static final String REGISTRY = "application/ai-registry+json";

  /** Where the draft's searches are answered. */
  static CatalogEntry registry(DirectorySettings settings) {
    return new CatalogEntry(
        "urn:air:%s:registry:agents".formatted(settings.publisher()),
        settings.displayName(),
        REGISTRY,
        settings.url("/"),
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  CatalogEntry found(int fits, String where) {
    return new CatalogEntry(
        identifier,
        displayName,
        type,
        url,
        description,
        tags,
        capabilities,
        representativeQueries,
        version,
        updatedAt,
        fits,
        where);
  }
}
