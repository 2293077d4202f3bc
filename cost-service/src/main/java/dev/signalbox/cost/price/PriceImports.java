package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceImport.Counts;
import dev.signalbox.cost.price.ReadCatalogue.Skipped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Files that were read, in the database. */
@Repository
class PriceImports {

  private final JdbcClient database;
  private final PriceFiles files;
  private final JsonMapper json;

  PriceImports(JdbcClient database, PriceFiles files, JsonMapper json) {
    this.database = database;
    this.files = files;
    this.json = json;
  }

  void add(PriceImport one, String content) {
    database
        .sql(
            """
            INSERT INTO price_imports (import_id, origin, content, skipped, replaces, models, added,
                changed, removed, made_by, made_at)
            VALUES (:id, :origin, :content::jsonb, :skipped::jsonb, :replaces, :models, :added,
                :changed, :removed, :madeBy, :madeAt)
            """)
        .param("id", one.importId())
        .param("origin", one.format().wireName())
        .param("content", content)
        .param("skipped", json.writeValueAsString(one.skipped()))
        .param("replaces", one.replaces(), Types.VARCHAR)
        .param("models", one.counts().models())
        .param("added", one.counts().added())
        .param("changed", one.counts().changed())
        .param("removed", one.counts().removed())
        .param("madeBy", one.madeBy())
        .param("madeAt", one.madeAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<PriceImport> find(String importId) {
    return database
        .sql(
            """
            SELECT import_id, origin, skipped, replaces, models, added, changed, removed, made_by,
                   made_at, applied_version
              FROM price_imports WHERE import_id = :id
            """)
        .param("id", importId)
        .query((row, number) -> read(row))
        .optional();
  }

  private PriceImport read(ResultSet row) throws SQLException {
    return new PriceImport(
        row.getString("import_id"),
        ImportFormat.ofWireName(row.getString("origin")).orElseThrow(),
        row.getString("replaces"),
        json.readValue(row.getString("skipped"), new TypeReference<List<Skipped>>() {}),
        new Counts(
            row.getInt("models"),
            row.getInt("added"),
            row.getInt("changed"),
            row.getInt("removed")),
        row.getString("made_by"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("applied_version", Integer.class));
  }

  /** What the file said. */
  Catalogue catalogue(PriceImport one) {
    return database
        .sql("SELECT content::text FROM price_imports WHERE import_id = :id")
        .param("id", one.importId())
        .query((row, number) -> files.own(one.format().origin(), row.getString(1)))
        .single();
  }

  void recordApplied(String importId, int version) {
    database
        .sql("UPDATE price_imports SET applied_version = :version WHERE import_id = :id")
        .param("version", version)
        .param("id", importId)
        .update();
  }

  /** Forgets all that were not applied but the newest ones. */
  void keepNewest(int most) {
    database
        .sql(
            """
            DELETE FROM price_imports WHERE import_id IN (
                SELECT import_id FROM price_imports WHERE applied_version IS NULL
                 ORDER BY made_at DESC, import_id DESC OFFSET :most)
            """)
        .param("most", most)
        .update();
  }
}
