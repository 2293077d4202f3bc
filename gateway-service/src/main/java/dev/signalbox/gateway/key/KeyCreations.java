package dev.signalbox.gateway.key;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which request with an Idempotency-Key made which API key. */
class KeyCreations {
  /** What an earlier request with the same Idempotency-Key made. */
  record Earlier(String keyId, KeyHash requestHash) {}

  private final JdbcClient jdbc;

  KeyCreations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes requests with the same Idempotency-Key wait for each other until they commit. */
  void lock(String createdBy, String idempotencyKey) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(createdBy + " " + idempotencyKey)
        .query((row, number) -> number)
        .single();
  }

  Optional<Earlier> find(String createdBy, String idempotencyKey) {
    return jdbc.sql(
            "SELECT key_id, request_hash FROM key_creation"
                + " WHERE created_by = ? AND idempotency_key = ?")
        .params(createdBy, idempotencyKey)
        .query(
            (row, number) ->
                new Earlier(row.getString("key_id"), KeyHash.of(row.getBytes("request_hash"))))
        .optional();
  }

  void add(String createdBy, String idempotencyKey, KeyHash requestHash, String keyId, Instant at) {
    jdbc.sql("INSERT INTO key_creation VALUES (?, ?, ?, ?, ?)")
        .params(createdBy, idempotencyKey, requestHash.bytes(), keyId, at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void forgetBefore(Instant moment) {
    jdbc.sql("DELETE FROM key_creation WHERE created_at < ?")
        .param(moment.atOffset(ZoneOffset.UTC))
        .update();
  }
}
