package dev.signalbox.registry.directory;

import dev.signalbox.registry.agent.EntryFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the catalogue are looked for (Agentic Resource Discovery, draft 0.9, section
 * 7.1).
 *
 * @param text words of which one must fit; null for any
 * @param nameHas a part of the name that is shown; null for any
 * @param filter the values that a field may have, by the field; each is one of {@link #FIELDS}
 */
public record EntryQuery(
    @Nullable String text,
    @Nullable String nameHas,
    @Nullable Instant createdAfter,
    @Nullable Instant updatedAfter,
    Map<String, List<String>> filter) {

  /** What entries are filtered by. */
  public static final Set<String> FIELDS =
      Set.of("identifier", "displayName", "type", "publisher", "tags", "capabilities", "version");

  static final String AGENTS = ":agents:";

  private static final String VERSION_SUFFIX = ".0.0";

  public EntryQuery {
    filter = Map.copyOf(filter);
  }

  /**
   * The same in words of agents; an empty list is what no agent has.
   *
   * @param publisher of all of them
   */
  EntryFilter of(String publisher, @Nullable Set<String> granted) {
    String prefix = prefix(publisher);
    return new EntryFilter(
        text,
        ids(publisher, prefix),
        filter.get("displayName"),
        nameHas,
        filter.get("tags"),
        filter.get("capabilities"),
        values("version", EntryQuery::number),
        createdAfter,
        updatedAfter,
        granted);
  }

  static String prefix(String publisher) {
    return "urn:air:" + publisher + AGENTS;
  }

  private @Nullable List<String> ids(String publisher, String prefix) {
    boolean others = excludes("type", CatalogEntry.AGENT_CARD) || excludes("publisher", publisher);
    return others
        ? List.of()
        : values(
            "identifier",
            name -> name.startsWith(prefix) ? List.of(name.substring(prefix.length())) : List.of());
  }

  private boolean excludes(String field, String only) {
    List<String> wanted = filter.get(field);
    return wanted != null && !wanted.contains(only);
  }

  private <T> @Nullable List<T> values(String field, Function<String, List<T>> read) {
    List<String> wanted = filter.get(field);
    return wanted == null
        ? null
        : wanted.stream().flatMap(value -> read.apply(value).stream()).toList();
  }

  private static List<Integer> number(String version) {
    try {
      return version.endsWith(VERSION_SUFFIX)
          ? List.of(
              Integer.valueOf(version.substring(0, version.length() - VERSION_SUFFIX.length())))
          : List.of();
    } catch (NumberFormatException e) {
      return List.of();
    }
  }
}
