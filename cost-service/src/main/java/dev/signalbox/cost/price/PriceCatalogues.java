package dev.signalbox.cost.price;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Catalogues in the database. They are added and read, never changed. */
@Repository
class PriceCatalogues {

  private final JdbcClient database;
  private final Clock clock;
  private final PriceFiles files;

  PriceCatalogues(JdbcClient database, Clock clock, PriceFiles files) {
    this.database = database;
    this.clock = clock;
    this.files = files;
  }

  /** Adds the catalogue unless it is there. */
  void add(CatalogueDocument document) {
    database
        .sql(
            """
            INSERT INTO price_catalogues (catalogue_id, origin, file_version, models, content, made_at)
            VALUES (:id, :origin, :fileVersion, :models, :content::jsonb, :now)
            ON CONFLICT (catalogue_id) DO NOTHING
            """)
        .param("id", document.catalogueId())
        .param("origin", document.catalogue().origin().wireName())
        .param("fileVersion", document.fileVersion(), Types.INTEGER)
        .param("models", document.catalogue().models())
        .param("content", document.content())
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  /**
   * Reads a catalogue.
   *
   * @throws IllegalArgumentException if it is not there
   */
  Catalogue get(String catalogueId) {
    return database
        .sql(
            "SELECT origin, content::text AS content FROM price_catalogues WHERE catalogue_id = :id")
        .param("id", catalogueId)
        .query(
            (row, number) -> files.own(origin(row.getString("origin")), row.getString("content")))
        .optional()
        .orElseThrow(() -> new IllegalArgumentException("no catalogue " + catalogueId));
  }

  boolean has(String catalogueId) {
    return database
        .sql("SELECT EXISTS (SELECT FROM price_catalogues WHERE catalogue_id = :id)")
        .param("id", catalogueId)
        .query(Boolean.class)
        .single();
  }

  /** The newest version of the shipped file that was ever brought in. */
  Optional<Integer> newestShippedVersion() {
    return database
        .sql("SELECT max(file_version) FROM price_catalogues WHERE origin = 'shipped'")
        .query(Integer.class)
        .optional();
  }

  static Origin origin(String wireName) {
    return Origin.ofWireName(wireName)
        .orElseThrow(() -> new IllegalStateException("no origin " + wireName));
  }
}
