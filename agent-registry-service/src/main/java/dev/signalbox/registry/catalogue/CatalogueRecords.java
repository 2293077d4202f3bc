package dev.signalbox.registry.catalogue;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has been brought in, and when. */
@Repository
class CatalogueRecords {

  /** Any number that no other lock of this schema uses. */
  private static final long LOCK = 6_001_201_513_017L;

  private final JdbcClient database;
  private final Clock clock;

  CatalogueRecords(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps other replicas from bringing in a catalogue until the transaction ends. */
  void lock() {
    database
        .sql("SELECT pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, number) -> "")
        .list();
  }

  /** The newest catalogue brought in so far. */
  Optional<AppliedVersion> newest() {
    return database
        .sql("SELECT version, content_hash FROM catalogue_versions ORDER BY version DESC LIMIT 1")
        .query(
            (row, number) ->
                new AppliedVersion(row.getInt("version"), row.getString("content_hash")))
        .optional();
  }

  Optional<CatalogueEntry> entry(String agentId) {
    return database
        .sql(
            "SELECT content_hash, applied_revision FROM catalogue_agents WHERE agent_id = :agentId")
        .param("agentId", agentId)
        .query(
            (row, number) ->
                new CatalogueEntry(
                    agentId,
                    row.getString("content_hash"),
                    row.getObject("applied_revision", Long.class)))
        .optional();
  }

  void record(int version, CatalogueEntry entry) {
    @Nullable Long revision = entry.appliedRevision();
    database
        .sql(
            """
            INSERT INTO catalogue_agents (agent_id, version, content_hash, applied_revision)
            VALUES (:agentId, :version, :contentHash, CAST(:revision AS bigint))
            ON CONFLICT (agent_id) DO UPDATE SET version = excluded.version,
                content_hash = excluded.content_hash, applied_revision = excluded.applied_revision
            """)
        .param("agentId", entry.agentId())
        .param("version", version)
        .param("contentHash", entry.contentHash())
        .param("revision", revision)
        .update();
  }

  void record(int version, String contentHash, Outcome outcome) {
    database
        .sql(
            """
            INSERT INTO catalogue_versions (version, content_hash, added, updated, kept, applied_at)
            VALUES (:version, :contentHash, :added, :updated, :kept, :now)
            """)
        .param("version", version)
        .param("contentHash", contentHash)
        .param("added", outcome.added())
        .param("updated", outcome.updated())
        .param("kept", outcome.kept())
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  record AppliedVersion(int version, String contentHash) {}

  /** How many agents were added, updated, and left as a user made them. */
  record Outcome(int added, int updated, int kept) {}
}
