package dev.signalbox.cost.reprice;

import dev.signalbox.cost.reprice.RepricedSum.Group;
import dev.signalbox.cost.reprice.RepricingReport.By;
import dev.signalbox.cost.reprice.RepricingReport.Difference;
import dev.signalbox.kit.money.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repricings in the database. */
@Repository
class Repricings {

  private final JdbcClient database;

  Repricings(JdbcClient database) {
    this.database = database;
  }

  long add(LocalDate from, LocalDate to, @Nullable String provider, int version, String by) {
    return database
        .sql(
            """
            INSERT INTO repricings (first_day, last_day, provider, price_version, requested_by,
                requested_at, claimed_until)
            VALUES (:from, :to, :provider, :version, :by, now(), now())
            RETURNING repricing_id
            """)
        .param("from", from)
        .param("to", to)
        .param("provider", provider, Types.VARCHAR)
        .param("version", version)
        .param("by", by)
        .query(Long.class)
        .single();
  }

  /** Forgets all but the newest ones. */
  void keepNewest(int most) {
    database
        .sql(
            """
            DELETE FROM repricings WHERE repricing_id IN (
                SELECT repricing_id FROM repricings ORDER BY repricing_id DESC OFFSET :most)
            """)
        .param("most", most)
        .update();
  }

  Optional<Repricing> find(long id) {
    return database
        .sql("SELECT * FROM repricings WHERE repricing_id = :id")
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  List<Repricing> newest(int limit) {
    return database
        .sql("SELECT * FROM repricings ORDER BY repricing_id DESC LIMIT :limit")
        .param("limit", limit)
        .query((row, number) -> read(row))
        .list();
  }

  /** One that nobody works on, for this replica to work on for a while. */
  Optional<Long> claim(Duration lease) {
    return database
        .sql(
            """
            UPDATE repricings SET claimed_until = now() + :seconds * interval '1 second'
             WHERE repricing_id = (
                SELECT repricing_id FROM repricings
                 WHERE finished_at IS NULL AND claimed_until <= now()
                 ORDER BY claimed_until LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING repricing_id
            """)
        .param("seconds", lease.toSeconds())
        .query(Long.class)
        .optional();
  }

  /** How far it is, with the row locked until the transaction ends; empty if it is finished. */
  Optional<Progress> lock(long id) {
    return database
        .sql(
            """
            SELECT *, coalesce(done_id, '') AS after FROM repricings
             WHERE repricing_id = :id AND finished_at IS NULL FOR UPDATE
            """)
        .param("id", id)
        .query((row, number) -> new Progress(read(row), row.getString("after")))
        .optional();
  }

  void advance(long id, Instant doneAt, String doneId, Duration lease) {
    database
        .sql(
            """
            UPDATE repricings SET done_at = :at, done_id = :done,
                   claimed_until = now() + :seconds * interval '1 second'
             WHERE repricing_id = :id
            """)
        .param("at", doneAt.atOffset(ZoneOffset.UTC))
        .param("done", doneId)
        .param("seconds", lease.toSeconds())
        .param("id", id)
        .update();
  }

  /** Begins anew, at other prices. */
  void restart(long id, int version) {
    database.sql("DELETE FROM repriced_sums WHERE repricing_id = :id").param("id", id).update();
    database
        .sql(
            """
            UPDATE repricings SET done_at = NULL, done_id = NULL, price_version = :version
             WHERE repricing_id = :id
            """)
        .param("version", version)
        .param("id", id)
        .update();
  }

  void finish(long id) {
    database
        .sql("UPDATE repricings SET finished_at = now() WHERE repricing_id = :id")
        .param("id", id)
        .update();
  }

  void add(long id, Map<Group, RepricedSum> sums) {
    sums.forEach(
        (group, sum) ->
            database
                .sql(
                    """
                    INSERT INTO repriced_sums AS present (repricing_id, day, provider, model,
                        simulated, entries, changed, unpriced, still_unpriced, as_billed, repriced)
                    VALUES (:id, :day, :provider, :model, :simulated, :entries, :changed,
                        :unpriced, :stillUnpriced, :asBilled, :repriced)
                    ON CONFLICT (repricing_id, day, provider, model, simulated) DO UPDATE
                       SET entries = present.entries + excluded.entries,
                           changed = present.changed + excluded.changed,
                           unpriced = present.unpriced + excluded.unpriced,
                           still_unpriced = present.still_unpriced + excluded.still_unpriced,
                           as_billed = present.as_billed + excluded.as_billed,
                           repriced = present.repriced + excluded.repriced
                    """)
                .param("id", id)
                .param("day", group.day())
                .param("provider", group.provider())
                .param("model", group.model())
                .param("simulated", group.simulated())
                .param("entries", sum.entries())
                .param("changed", sum.changed())
                .param("unpriced", sum.unpriced())
                .param("stillUnpriced", sum.stillUnpriced())
                .param("asBilled", sum.asBilled())
                .param("repriced", sum.repriced())
                .update());
  }

  List<Difference> totals(long id) {
    return differences(id, "''", 2);
  }

  List<Difference> differences(long id, By by, int limit) {
    return switch (by) {
      case MODEL -> differences(id, "provider || '/' || model", limit);
      case DAY -> differences(id, "day::text", limit);
    };
  }

  private List<Difference> differences(long id, String grouped, int limit) {
    return database
        .sql(
            """
            SELECT %s AS grouped, simulated, sum(entries)::bigint AS entries,
                   sum(changed)::bigint AS changed, sum(unpriced)::bigint AS unpriced,
                   sum(still_unpriced)::bigint AS still_unpriced, sum(as_billed) AS as_billed,
                   sum(repriced) AS repriced
              FROM repriced_sums
             WHERE repricing_id = :id
             GROUP BY grouped, simulated
             ORDER BY abs(sum(repriced) - sum(as_billed)) DESC, grouped, simulated
             LIMIT :limit
            """
                .formatted(grouped))
        .param("id", id)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Difference(
                    row.getString("grouped"),
                    row.getBoolean("simulated"),
                    row.getLong("entries"),
                    row.getLong("changed"),
                    row.getLong("unpriced"),
                    row.getLong("still_unpriced"),
                    new Usd(row.getBigDecimal("as_billed")),
                    new Usd(row.getBigDecimal("repriced")),
                    new Usd(
                        row.getBigDecimal("repriced").subtract(row.getBigDecimal("as_billed")))))
        .list();
  }

  private static Repricing read(ResultSet row) throws SQLException {
    return new Repricing(
        row.getLong("repricing_id"),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        row.getString("provider"),
        row.getInt("price_version"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        instant(row, "done_at"),
        instant(row, "finished_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  /**
   * How far a repricing is.
   *
   * @param after the last attempt that was added; empty before the first
   */
  record Progress(Repricing repricing, String after) {}
}
