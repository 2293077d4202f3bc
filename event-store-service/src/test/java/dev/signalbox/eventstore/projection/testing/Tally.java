package dev.signalbox.eventstore.projection.testing;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.projection.Projection;
import dev.signalbox.eventstore.projection.ProjectionHandler;
import dev.signalbox.eventstore.projection.ProjectionTable;
import dev.signalbox.eventstore.projection.SqlHandler;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A projection that adds up the versions of each stream: an event that it misses or applies twice
 * can be told from the log.
 */
public final class Tally {

  public static final String CATEGORY = "conversation";

  private static final String TABLE =
      """
      create table {tally} (stream text primary key, events bigint not null, versions bigint not null);
      create index on {tally} (events)
      """;

  private static final String ADD =
      """
      insert into {tally} as t (stream, events, versions)
      select e.stream, count(*), sum(e.version) from jsonb_to_recordset(:events::jsonb) as e (stream text, version bigint)
       group by e.stream order by e.stream
      on conflict (stream) do update set events = t.events + excluded.events, versions = t.versions + excluded.versions
      """;

  private Tally() {}

  public static Projection named(String name) {
    return handledBy(name, 1, handler(name));
  }

  public static Projection version(String name, int version) {
    return handledBy(name, version, handler(name));
  }

  public static ProjectionHandler handler(String name) {
    return new SqlHandler(ADD.replace("{tally}", '{' + name + '}'));
  }

  public static Projection handledBy(String name, int version, ProjectionHandler handler) {
    return new Projection(
        name,
        version,
        Selection.category(CATEGORY),
        List.of(new ProjectionTable(name, TABLE.replace("{tally}", '{' + name + '}'))),
        handler);
  }

  /** What the live tables say of each stream. */
  public static List<String> of(String name, JdbcClient database) {
    return database
        .sql(
            "select stream || ' ' || events || ' ' || versions from projection_%s order by stream"
                .formatted(name))
        .query(String.class)
        .list();
  }

  /** What they must say. */
  public static List<String> ofTheLog(JdbcClient database) {
    return database
        .sql(
            """
            select stream || ' ' || count(*) || ' ' || sum(version) from events where category = 'conversation'
             group by stream order by stream
            """)
        .query(String.class)
        .list();
  }
}
