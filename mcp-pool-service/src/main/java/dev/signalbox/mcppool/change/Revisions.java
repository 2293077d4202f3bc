package dev.signalbox.mcppool.change;

import dev.signalbox.mcppool.connection.AnnouncedList;
import dev.signalbox.mcppool.server.ServerId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The revisions of all servers, for all replicas. */
@Repository
class Revisions {
  private final JdbcClient database;

  Revisions(JdbcClient database) {
    this.database = database;
  }

  /** Those of the servers that take calls. */
  Map<ServerId, Revision> enabled() {
    return database
        .sql(
            """
            SELECT id, version, coalesce(tools, 0), coalesce(resources, 0), coalesce(prompts, 0)
              FROM server LEFT JOIN list_revision ON server_id = id
             WHERE availability = 'enabled'
            """)
        .query(
            (row, number) ->
                Map.entry(
                    new ServerId(row.getString(1)),
                    new Revision(
                        row.getLong(2),
                        Map.of(
                            AnnouncedList.TOOLS, row.getLong(3),
                            AnnouncedList.RESOURCES, row.getLong(4),
                            AnnouncedList.PROMPTS, row.getLong(5)))))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Counts a change of each of these lists, if the server is still there. */
  void count(ServerId server, Set<AnnouncedList> lists) {
    database
        .sql(
            """
            INSERT INTO list_revision AS known (server_id, tools, resources, prompts)
            SELECT id, :tools, :resources, :prompts FROM server WHERE id = :server
            ON CONFLICT (server_id) DO UPDATE
               SET tools = known.tools + excluded.tools,
                   resources = known.resources + excluded.resources,
                   prompts = known.prompts + excluded.prompts
            """)
        .param("server", server.value())
        .param("tools", lists.contains(AnnouncedList.TOOLS) ? 1 : 0)
        .param("resources", lists.contains(AnnouncedList.RESOURCES) ? 1 : 0)
        .param("prompts", lists.contains(AnnouncedList.PROMPTS) ? 1 : 0)
        .update();
  }
}
