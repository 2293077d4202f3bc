package dev.signalbox.registry.agent;

import dev.signalbox.registry.time.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The definitions agents have had: the last hundred of each. */
@Repository
public class Versions {

  static final int KEPT = 100;

  private final JdbcClient database;
  private final JsonMapper json;

  Versions(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  void add(RegisteredAgent agent, String by) {
    database
        .sql(
            """
            INSERT INTO agent_versions (agent_id, version, revision, definition, changed_by, created_at)
            VALUES (:agentId, :version, :revision, :definition::jsonb, :by, :at)
            """)
        .param("agentId", agent.agentId())
        .param("version", agent.version())
        .param("revision", agent.revision())
        .param("definition", json.writeValueAsString(AgentDocument.of(agent.definition())))
        .param("by", by)
        .param("at", OffsetDateTime.ofInstant(agent.updatedAt(), ZoneOffset.UTC))
        .update();
    database
        .sql("DELETE FROM agent_versions WHERE agent_id = :agentId AND version <= :last")
        .param("agentId", agent.agentId())
        .param("last", agent.version() - KEPT)
        .update();
  }

  /** One version, if it is kept. */
  public Optional<Version> find(String agentId, int number) {
    return database
        .sql(
            """
            SELECT version, revision, definition, changed_by, created_at FROM agent_versions
             WHERE agent_id = :agentId AND version = :number
            """)
        .param("agentId", agentId)
        .param("number", number)
        .query((row, _) -> version(row))
        .optional();
  }

  /**
   * The newest first.
   *
   * @param before the number that all of them are below; null for the newest
   */
  public List<Version> page(String agentId, @Nullable Integer before, int limit) {
    return database
        .sql(
            """
            SELECT version, revision, definition, changed_by, created_at FROM agent_versions
             WHERE agent_id = :agentId AND version < :before ORDER BY version DESC LIMIT :limit
            """)
        .param("agentId", agentId)
        .param("before", before == null ? Integer.MAX_VALUE : before)
        .param("limit", limit)
        .query((row, _) -> version(row))
        .list();
  }

  private Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getInt("version"),
        row.getLong("revision"),
        json.readValue(row.getString("definition"), AgentDocument.class),
        row.getString("changed_by"),
        Timestamps.required(row, "created_at"));
  }
}
