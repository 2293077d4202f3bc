package dev.signalbox.registry.agent;

import dev.signalbox.registry.time.Timestamps;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

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

  /** The conditions in SQL. */
  String conditions() {
    List<String> conditions = new ArrayList<>();
    conditions.add("status = 'active'");
    require(conditions, text, "search @@ " + WORDS);
    require(conditions, ids, "agent_id = ANY(:ids)");
    require(
        conditions,
        names,
        "lower(name) IN (SELECT lower(wanted) FROM unnest(:names::text[]) AS wanted)");
    require(conditions, nameHas, "strpos(lower(name), lower(:nameHas)) > 0");
    require(conditions, tags, "tags && :tags::text[]");
    require(conditions, capabilities, "capabilities && :capabilities::text[]");
    require(conditions, versions, "version = ANY(:versions)");
    require(conditions, createdAfter, "created_at > :createdAfter");
    require(conditions, updatedAfter, "updated_at > :updatedAfter");
    require(conditions, granted, "agent_id = ANY(:granted)");
    return String.join(" AND ", conditions);
  }

  StatementSpec bind(StatementSpec statement) {
    bind(statement, "text", text);
    bind(statement, "nameHas", nameHas);
    array(statement, "ids", ids);
    array(statement, "names", names);
    array(statement, "tags", tags);
    array(statement, "capabilities", capabilities);
    if (versions != null) {
      statement.param("versions", versions.toArray(Integer[]::new), Types.ARRAY);
    }
    bind(statement, "createdAfter", Timestamps.utcOrNull(createdAfter));
    bind(statement, "updatedAfter", Timestamps.utcOrNull(updatedAfter));
    array(statement, "granted", granted == null ? null : List.copyOf(granted));
    return statement;
  }

  private static void require(List<String> conditions, @Nullable Object wanted, String condition) {
    if (wanted != null) {
      conditions.add(condition);
    }
  }

  private static void bind(StatementSpec statement, String name, @Nullable Object value) {
    if (value != null) {
      statement.param(name, value);
    }
  }

  private static void array(StatementSpec statement, String name, @Nullable List<String> values) {
    if (values != null) {
      statement.param(name, values.toArray(String[]::new), Types.ARRAY);
    }
  }
}
