package dev.signalbox.registry.agent;

import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which agents are looked for; what is null counts for nothing.
 *
 * @param text words anywhere in what an agent says of itself, as in a search engine
 * @param skill a skill's name, in any case
 * @param specialization in any case
 * @param model as it stands in the definition
 * @param granted the only agents that may be seen
 */
public record AgentFilter(
    @Nullable String text,
    @Nullable String skill,
    @Nullable String capability,
    @Nullable String specialization,
    @Nullable String tag,
    @Nullable String model,
    @Nullable String tool,
    @Nullable HealthState health,
    @Nullable AgentStatus status,
    @Nullable Set<String> granted) {

  public AgentFilter {
    granted = granted == null ? null : Set.copyOf(granted);
  }

  /** All that may be seen. */
  public static AgentFilter all(@Nullable Set<String> granted) {
    return new AgentFilter(null, null, null, null, null, null, null, null, null, granted);
  }

  /** Those with this status that may be seen. */
  public static AgentFilter with(AgentStatus status, @Nullable Set<String> granted) {
    return new AgentFilter(null, null, null, null, null, null, null, null, status, granted);
  }

  /** The conditions in SQL, each beginning with AND; every one has an index. */
  String conditions() {
    List<String> conditions = new ArrayList<>();
    require(conditions, text, "search @@ websearch_to_tsquery('english', :text)");
    require(
        conditions,
        skill,
        "agent_id IN (SELECT s.agent_id FROM agent_skills s WHERE lower(s.name) = lower(:skill))");
    require(conditions, capability, "capabilities @> ARRAY[:capability]::text[]");
    require(
        conditions,
        specialization,
        "lower_texts(specializations) @> ARRAY[lower(:specialization)]::text[]");
    require(conditions, tag, "tags @> ARRAY[:tag]::text[]");
    require(
        conditions,
        model,
        "agent_models(primary_models, fallback_models, coalesce(low_model, model)) @> ARRAY[:model]::text[]");
    require(conditions, tool, "mcp_tools @> ARRAY[:tool]::text[]");
    require(conditions, health, "health = :health");
    require(conditions, status, "status = :status");
    require(conditions, granted, "agent_id = ANY(:granted)");
    return String.join(" ", conditions);
  }

  StatementSpec bind(StatementSpec statement) {
    bind(statement, "text", text);
    bind(statement, "skill", skill);
    bind(statement, "capability", capability);
    bind(statement, "specialization", specialization);
    bind(statement, "tag", tag);
    bind(statement, "model", model);
    bind(statement, "tool", tool);
    bind(statement, "health", health == null ? null : health.code());
    bind(statement, "status", status == null ? null : status.code());
    if (granted != null) {
      statement.param("granted", granted.toArray(String[]::new), Types.ARRAY);
    }
    return statement;
  }

  private static void require(List<String> conditions, @Nullable Object wanted, String condition) {
    if (wanted != null) {
      conditions.add("AND " + condition);
    }
  }

  private static void bind(StatementSpec statement, String name, @Nullable String value) {
    if (value != null) {
      statement.param(name, value);
    }
  }
}
