package dev.signalbox.registry.agent;

import dev.signalbox.registry.time.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which agents at work somebody looks for who knows them by what they say of themselves. What is
 * null counts for nothing; of a list, one must fit.
 *
 * @param text words of which one must fit, as they come
 * @param ids of agents
 * @param names whole, in any case
 * @param nameHas a part of a name, in any case
 * @param versions of definitions
 * @param granted the only agents that may be seen
 */
public record EntryFilter(
    @Nullable String text,
    @Nullable List<String> ids,
    @Nullable List<String> names,
    @Nullable String nameHas,
    @Nullable List<String> tags,
    @Nullable List<String> capabilities,
    @Nullable List<Integer> versions,
    @Nullable Instant createdAfter,
    @Nullable Instant updatedAfter,
    @Nullable Set<String> granted) {

  /** The words of the text, joined by "or". */
  static final String WORDS = "replace(plainto_tsquery('english', :text)::text, '&', '|')::tsquery";

  /** All that may be seen. */
  public static EntryFilter all(@Nullable Set<String> granted) {
    return new EntryFilter(null, null, null, null, null, null, null, null, null, granted);
  }

  Conditions conditions() {
    return new Conditions()
        .require("status = 'active'")
        .require("text", text, "search @@ " + WORDS)
        .requireAny("ids", array(ids), "agent_id = ANY(:ids)")
        .requireAny(
            "names",
            array(names),
            "lower(name) IN (SELECT lower(wanted) FROM unnest(:names::text[]) AS wanted)")
        .require("nameHas", nameHas, "strpos(lower(name), lower(:nameHas)) > 0")
        .requireAny("tags", array(tags), "tags && :tags::text[]")
        .requireAny("capabilities", array(capabilities), "capabilities && :capabilities::text[]")
        .requireAny(
            "versions",
            versions == null ? null : versions.toArray(Integer[]::new),
            "version = ANY(:versions)")
        .require("createdAfter", Timestamps.utcOrNull(createdAfter), "created_at > :createdAfter")
        .require("updatedAfter", Timestamps.utcOrNull(updatedAfter), "updated_at > :updatedAfter")
        .requireAny("granted", array(granted), "agent_id = ANY(:granted)");
  }

  private static String @Nullable [] array(@Nullable Collection<String> values) {
    return values == null ? null : values.toArray(String[]::new);
  }
}
