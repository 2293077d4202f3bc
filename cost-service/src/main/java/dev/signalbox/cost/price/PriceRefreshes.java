package dev.signalbox.cost.price;

import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When price sources were looked at, by the database's clock. */
@Repository
public class PriceRefreshes {

  /** Longer than a download may take. */
  private static final Duration RETRY = Duration.ofMinutes(10);

  private final JdbcClient database;

  PriceRefreshes(JdbcClient database) {
    this.database = database;
  }

  /**
   * Whether the source is due and this replica is the one to look at it. One that is never heard of
   * again leaves the source to others before long.
   */
  boolean claim(PriceSource source) {
    return database
        .sql(
            """
            INSERT INTO price_refreshes (source, next_at, tried_at, outcome)
            VALUES (:source, now() + :seconds * interval '1 second', now(), 'running')
            ON CONFLICT (source) DO UPDATE
               SET next_at = excluded.next_at, tried_at = excluded.tried_at, outcome = 'running',
                   detail = NULL, import_id = NULL
             WHERE price_refreshes.next_at <= now()
            RETURNING source
            """)
        .param("source", source.name())
        .param("seconds", retry(source).toSeconds())
        .query(String.class)
        .optional()
        .isPresent();
  }

  void record(PriceSource source, Outcome outcome, @Nullable String detail, @Nullable String id) {
    Duration wait =
        switch (outcome) {
          case UNCHANGED, APPLIED, WAITING -> source.interval();
          case FAILED -> retry(source);
        };
    database
        .sql(
            """
            UPDATE price_refreshes
               SET outcome = :outcome, detail = :detail, import_id = :id,
                   next_at = tried_at + :seconds * interval '1 second'
             WHERE source = :source
            """)
        .param("outcome", outcome.wireName())
        .param("detail", detail, Types.VARCHAR)
        .param("id", id, Types.VARCHAR)
        .param("seconds", wait.toSeconds())
        .param("source", source.name())
        .update();
  }

  private static Duration retry(PriceSource source) {
    return source.interval().compareTo(RETRY) < 0 ? source.interval() : RETRY;
  }

  /** What became of every source, by name. */
  public List<PriceRefresh> list() {
    return database
        .sql("SELECT * FROM price_refreshes ORDER BY source")
        .query(
            (row, number) ->
                new PriceRefresh(
                    row.getString("source"),
                    row.getString("outcome"),
                    row.getString("detail"),
                    row.getString("import_id"),
                    row.getObject("tried_at", OffsetDateTime.class).toInstant(),
                    row.getObject("next_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** What came of looking at a source. */
  enum Outcome {
    UNCHANGED,
    APPLIED,
    WAITING,
    FAILED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
