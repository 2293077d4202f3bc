package dev.signalbox.registry.directory;

import dev.signalbox.registry.time.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tool servers of the pool. */
@Repository
public class McpServers {

  private final JdbcClient database;

  McpServers(JdbcClient database) {
    this.database = database;
  }

  /** A tool server that takes calls. */
  public record McpServer(
      String serverId,
      String transport,
      @Nullable String description,
      Instant registeredAt,
      Instant updatedAt) {}

  public void put(String serverId, String transport, @Nullable String description, Instant at) {
    database
        .sql(
            """
            INSERT INTO mcp_servers AS s (server_id, transport, description, registered_at, updated_at)
            VALUES (:id, :transport, :description, :at, :at)
            ON CONFLICT (server_id) DO UPDATE SET transport = excluded.transport,
                description = excluded.description, updated_at = excluded.updated_at
            """)
        .param("id", serverId)
        .param("transport", transport)
        .param("description", description, Types.VARCHAR)
        .param("at", Timestamps.utc(at))
        .update();
  }

  public void available(String serverId, boolean available, Instant at) {
    database
        .sql(
            """
            UPDATE mcp_servers SET available = :available, updated_at = :at WHERE server_id = :id
            """)
        .param("available", available)
        .param("at", Timestamps.utc(at))
        .param("id", serverId)
        .update();
  }

  public void remove(String serverId) {
    database.sql("DELETE FROM mcp_servers WHERE server_id = :id").param("id", serverId).update();
  }

  /** Those of them that the pool does not have; none as long as nothing is known of the pool. */
  public List<String> unknown(List<String> serverIds) {
    return database
        .sql(
            """
            SELECT id FROM unnest(:ids::text[]) AS id
             WHERE EXISTS (SELECT FROM mcp_servers)
               AND NOT EXISTS (SELECT FROM mcp_servers WHERE server_id = id)
            """)
        .param("ids", serverIds.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /**
   * Those that take calls, in the order of their ids.
   *
   * @param search what their ids contain, in any case; empty for all
   */
  public List<McpServer> page(
      @Nullable String after, String search, @Nullable Instant since, int limit) {
    return database
        .sql(
            """
            SELECT server_id, transport, description, registered_at, updated_at FROM mcp_servers
             WHERE available AND server_id > :after
               AND strpos(lower(server_id), lower(:search)) > 0
               AND updated_at >= :since
             ORDER BY server_id LIMIT :limit
            """)
        .param("after", after == null ? "" : after)
        .param("search", search)
        .param("since", Timestamps.utc(since == null ? Instant.EPOCH : since))
        .param("limit", limit)
        .query((row, _) -> read(row))
        .list();
  }

  private static McpServer read(ResultSet row) throws SQLException {
    return new McpServer(
        row.getString("server_id"),
        row.getString("transport"),
        row.getString("description"),
        Timestamps.required(row, "registered_at"),
        Timestamps.required(row, "updated_at"));
  }
}
