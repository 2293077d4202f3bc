package dev.signalbox.registry.agent;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** The agents at work, as others look for them. */
@Repository
public class AgentsAtWork {

  private final JdbcClient database;
  private final AgentRows rows;

  AgentsAtWork(JdbcClient database, AgentRows rows) {
    this.database = database;
    this.rows = rows;
  }

  /** What they can be counted by. */
  public enum Facet {
    TAG("unnest(tags)"),
    CAPABILITY("unnest(capabilities)"),
    VERSION("version::text");

    private final String values;

    Facet(String values) {
      this.values = values;
    }
  }

  /**
   * Those that fit, those that fit best first.
   *
   * @param filter has a text
   * @param from how many to leave out
   */
  public List<RankedAgent> search(EntryFilter filter, int from, int limit) {
    return filter
        .conditions()
        .bind(database.sql(search(filter)))
        .param("from", from)
        .param("limit", limit)
        .query(
            (row, number) -> new RankedAgent(rows.mapRow(row, number), row.getDouble("relevance")))
        .list();
  }

  static String search(EntryFilter filter) {
    return """
    SELECT %s, ts_rank(search, %s, 32) AS relevance FROM agents
     WHERE %s ORDER BY relevance DESC, agent_id OFFSET :from LIMIT :limit
    """
        .formatted(Agents.COLUMNS, EntryFilter.WORDS, filter.conditions().sql());
  }

  /** Those that fit, in this order, and where that leaves it open in that of their ids. */
  public List<RegisteredAgent> list(
      EntryFilter filter, List<EntryOrder> order, int from, int limit) {
    String by =
        Stream.concat(order.stream().map(EntryOrder::expression), Stream.of("agent_id"))
            .collect(Collectors.joining(", "));
    return filter
        .conditions()
        .bind(
            database.sql(
                "SELECT %s FROM agents WHERE %s ORDER BY %s OFFSET :from LIMIT :limit"
                    .formatted(Agents.COLUMNS, filter.conditions().sql(), by)))
        .param("from", from)
        .param("limit", limit)
        .query(rows)
        .list();
  }

  /** How many fit. */
  public long count(EntryFilter filter) {
    return filter
        .conditions()
        .bind(
            database.sql(
                "SELECT count(*) FROM agents WHERE %s".formatted(filter.conditions().sql())))
        .query(Long.class)
        .single();
  }

  /** How many of those that fit have each value; the most frequent first. */
  public List<Bucket> buckets(EntryFilter filter, Facet facet, long least) {
    StatementSpec statement =
        database.sql(
            """
            SELECT value, count(*) AS agents
              FROM (SELECT %s AS value FROM agents WHERE %s) AS v
             GROUP BY value HAVING count(*) >= :least ORDER BY agents DESC, value
            """
                .formatted(facet.values, filter.conditions().sql()));
    return filter
        .conditions()
        .bind(statement)
        .param("least", least)
        .query((row, _) -> new Bucket(row.getString("value"), row.getLong("agents")))
        .list();
  }
}
