package dev.signalbox.cost.price;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has been in force, version by version. */
@Repository
public class PriceVersions {

  /** Any number that no other lock of this schema uses. */
  private static final long LOCK = 7_413_004_221_901L;

  private final JdbcClient database;
  private final Clock clock;

  PriceVersions(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps others from making a version until the transaction ends. */
  void lock() {
    database
        .sql("SELECT pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, number) -> "")
        .list();
  }

  /** The version in force; 0 if there is none yet. */
  public int newest() {
    return database
        .sql("SELECT coalesce(max(version), 0) FROM price_versions")
        .query(Integer.class)
        .single();
  }

  /** The ids of the version's catalogues, the one that is asked first at the front. */
  List<String> catalogues(int version) {
    return database
        .sql(
            """
            SELECT catalogue_id FROM price_version_catalogues WHERE version = :version ORDER BY place
            """)
        .param("version", version)
        .query(String.class)
        .list();
  }

  /** The version's catalogues with their origins. */
  List<Placed> placed(int version) {
    return database
        .sql(
            """
            SELECT catalogue_id, origin FROM price_version_catalogues JOIN price_catalogues USING (catalogue_id)
             WHERE version = :version ORDER BY place
            """)
        .param("version", version)
        .query(
            (row, number) ->
                new Placed(
                    row.getString("catalogue_id"), PriceCatalogues.origin(row.getString("origin"))))
        .list();
  }

  /** Makes the next version, of these catalogues, and returns its number. */
  int add(
      Reason reason, @Nullable String by, @Nullable Integer revertedTo, List<String> catalogues) {
    int version = newest() + 1;
    database
        .sql(
            """
            INSERT INTO price_versions (version, reason, made_by, reverted_to, added, applied_at)
            VALUES (:version, :reason, :by, :revertedTo, 0, :now)
            """)
        .param("version", version)
        .param("reason", reason.wireName())
        .param("by", by, Types.VARCHAR)
        .param("revertedTo", revertedTo, Types.INTEGER)
        .param("now", OffsetDateTime.now(clock))
        .update();
    for (int place = 0; place < catalogues.size(); place++) {
      database
          .sql(
              "INSERT INTO price_version_catalogues (version, place, catalogue_id) VALUES (?, ?, ?)")
          .params(version, place, catalogues.get(place))
          .update();
    }
    return version;
  }

  void recordAdded(int version, int added) {
    database
        .sql("UPDATE price_versions SET added = :added WHERE version = :version")
        .param("added", added)
        .param("version", version)
        .update();
  }

  /** The newest versions that are older than that one, the newest first. */
  public List<PriceVersion> list(int before, int limit) {
    return database
        .sql(
            """
            SELECT version, reason, made_by, reverted_to, added, applied_at,
                   array(SELECT origin FROM price_version_catalogues JOIN price_catalogues USING (catalogue_id)
                          WHERE price_version_catalogues.version = price_versions.version
                          ORDER BY place) AS origins
              FROM price_versions WHERE version < :before ORDER BY version DESC LIMIT :limit
            """)
        .param("before", before)
        .param("limit", limit)
        .query((row, number) -> version(row))
        .list();
  }

  /** One version. */
  public Optional<PriceVersion> find(int version) {
    return version == Integer.MAX_VALUE
        ? Optional.empty()
        : list(version + 1, 1).stream().filter(found -> found.version() == version).findFirst();
  }

  private static PriceVersion version(ResultSet row) throws SQLException {
    return new PriceVersion(
        row.getInt("version"),
        row.getString("reason"),
        row.getObject("reverted_to", Integer.class),
        row.getString("made_by"),
        List.of((String[]) row.getArray("origins").getArray()),
        row.getInt("added"),
        row.getObject("applied_at", OffsetDateTime.class).toInstant());
  }

  /** A catalogue of a version. */
  record Placed(String catalogueId, Origin origin) {}

  /** Why there is a version. */
  enum Reason {
    SHIPPED,
    IMPORT,
    REFRESH,
    REVERT,
    OVERRIDE;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
