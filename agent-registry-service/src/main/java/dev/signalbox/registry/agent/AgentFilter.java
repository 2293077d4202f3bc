package dev.signalbox.registry.agent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Every one of them has an index. */
  Conditions conditions() {
    return new Conditions()
        .require("text", text, "search @@ websearch_to_tsquery('english', :text)")
        .require(
            "skill",
            skill,
            "agent_id IN (SELECT s.agent_id FROM agent_skills s WHERE lower(s.name) = lower(:skill))")
        .require("capability", capability, "capabilities @> ARRAY[:capability]::text[]")
        .require(
            "specialization",
            specialization,
            "lower_texts(specializations) @> ARRAY[lower(:specialization)]::text[]")
        .require("tag", tag, "tags @> ARRAY[:tag]::text[]")
        .require(
            "model",
            model,
            "agent_models(primary_models, fallback_models, coalesce(low_model, model)) @> ARRAY[:model]::text[]")
        .require("tool", tool, "mcp_tools @> ARRAY[:tool]::text[]")
        .require("health", health == null ? null : health.code(), "health = :health")
        .require("status", status == null ? null : status.code(), "status = :status")
        .requireAny(
            "granted",
            granted == null ? null : granted.toArray(String[]::new),
            "agent_id = ANY(:granted)");
  }
}
