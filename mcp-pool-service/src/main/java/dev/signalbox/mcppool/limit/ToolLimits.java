package dev.signalbox.mcppool.limit;

import dev.signalbox.kit.money.Usd;
import dev.signalbox.mcppool.server.ServerId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The limits that there are, and how much of them is used. */
@Repository
public class ToolLimits {
  private static final String COLUMNS =
      "server_id, tool, calls_per_minute, timeout_ms, usd_per_call";

  private final JdbcClient database;

  ToolLimits(JdbcClient database) {
    this.database = database;
  }

  public List<ToolLimit> of(ServerId server) {
    return database
        .sql("SELECT " + COLUMNS + " FROM tool_limit WHERE server_id = ? ORDER BY tool")
        .param(server.value())
        .query(ToolLimits::limit)
        .list();
  }

  public List<ToolLimit> all() {
    return database.sql("SELECT " + COLUMNS + " FROM tool_limit").query(ToolLimits::limit).list();
  }

  /** Whether there is room for one more limit of the server. */
  boolean hasRoom(ServerId server, String tool, int most) {
    return database
            .sql("SELECT count(*) FROM tool_limit WHERE server_id = ? AND tool <> ?")
            .param(server.value())
            .param(tool)
            .query(Integer.class)
            .single()
        < most;
  }

  /** Sets it, in the place of the one before. */
  void set(ToolLimit limit) {
    database
        .sql(
            """
            INSERT INTO tool_limit (server_id, tool, calls_per_minute, timeout_ms, usd_per_call)
            VALUES (:server, :tool, :calls, :timeout, :cost)
            ON CONFLICT (server_id, tool)
            DO UPDATE SET calls_per_minute = excluded.calls_per_minute, timeout_ms = excluded.timeout_ms,
                          usd_per_call = excluded.usd_per_call
            """)
        .param("server", limit.server().value())
        .param("tool", limit.tool())
        .param("calls", limit.callsPerMinute())
        .param("timeout", limit.timeout() == null ? null : limit.timeout().toMillis())
        .param("cost", limit.costPerCall() == null ? null : limit.costPerCall().amount())
        .update();
  }

  boolean remove(ServerId server, String tool) {
    return database
            .sql("DELETE FROM tool_limit WHERE server_id = ? AND tool = ?")
            .param(server.value())
            .param(tool)
            .update()
        == 1;
  }

  /** Counts a call; empty if it may take place, else until when there is room again. */
  Optional<Duration> count(ServerId server, String tool) {
    boolean counted =
        database
                .sql(
                    """
                    UPDATE tool_limit
                    SET minute_began = CASE WHEN clock_timestamp() >= minute_began + interval '1 minute'
                                            THEN clock_timestamp() ELSE minute_began END,
                        calls = CASE WHEN clock_timestamp() >= minute_began + interval '1 minute'
                                     THEN 1 ELSE calls + 1 END
                    WHERE server_id = :server AND tool = :tool
                      AND (calls_per_minute IS NULL OR calls < calls_per_minute
                           OR clock_timestamp() >= minute_began + interval '1 minute')
                    """)
                .param("server", server.value())
                .param("tool", tool)
                .update()
            == 1;
    return counted ? Optional.empty() : untilRoom(server, tool);
  }

  /** Empty too if there is no limit any more. */
  private Optional<Duration> untilRoom(ServerId server, String tool) {
    return database
        .sql(
            """
            SELECT ceil(extract(epoch FROM minute_began + interval '1 minute' - clock_timestamp()) * 1000)
            FROM tool_limit WHERE server_id = ? AND tool = ?
            """)
        .param(server.value())
        .param(tool)
        .query(Long.class)
        .optional()
        .map(millis -> Duration.ofMillis(Math.max(1, millis)));
  }

  private static ToolLimit limit(ResultSet row, int number) throws SQLException {
    @Nullable Long timeout = row.getObject(4, Long.class);
    @Nullable BigDecimal cost = row.getBigDecimal(5);
    return new ToolLimit(
        new ServerId(row.getString(1)),
        row.getString(2),
        row.getObject(3, Integer.class),
        timeout == null ? null : Duration.ofMillis(timeout),
        cost == null ? null : new Usd(cost));
  }
}
