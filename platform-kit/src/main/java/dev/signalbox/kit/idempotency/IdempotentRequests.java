package dev.signalbox.kit.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The requests with an idempotency key, and their answers, in PostgreSQL. */
final class IdempotentRequests {
  private final JdbcClient database;
  private final Clock clock;
  private final Duration keep;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Row(byte[] body, Optional<StoredAnswer> answer) {}

  IdempotentRequests(JdbcClient database, Clock clock, Duration keep) {
    this.database = database;
    this.clock = clock;
    this.keep = keep;
  }

  /**
   * Claims the request for this thread.
   *
   * @param lockedUntil when others may take it for abandoned: the request's deadline
   */
  Claim claim(RequestIdentity request, byte[] bodyHash, Instant lockedUntil) {
    Instant now = clock.instant();
    int inserted =
        database
            .sql(
                """
                INSERT INTO kit_idempotent_request AS r
                       (caller, path, key, body_sha256, locked_until, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (caller, path, key) DO UPDATE
                   SET body_sha256 = excluded.body_sha256, locked_until = excluded.locked_until,
                       expires_at = excluded.expires_at, status = NULL, content_type = NULL,
                       location = NULL, etag = NULL, body = NULL
                 WHERE r.expires_at <= ?
                    OR (r.status IS NULL AND r.locked_until <= ?
                        AND r.body_sha256 = excluded.body_sha256)
                """)
            .params(
                request.caller(),
                request.path(),
                request.key(),
                bodyHash,
                utc(lockedUntil),
                utc(now.plus(keep)),
                utc(now),
                utc(now))
            .update();
    if (inserted == 1) {
      return new Claim.First();
    }
    return find(request)
        .map(row -> judge(row, bodyHash))
        .orElseGet(Claim.Running::new); // It was released in between; the caller tries again.
  }

  private static Claim judge(Row row, byte[] bodyHash) {
    if (!Arrays.equals(row.body(), bodyHash)) {
      return new Claim.Reused();
    }
    return row.answer().<Claim>map(Claim.Answered::new).orElseGet(Claim.Running::new);
  }

  private Optional<Row> find(RequestIdentity request) {
    return database
        .sql(
            """
            SELECT body_sha256, status, content_type, location, etag, body
              FROM kit_idempotent_request WHERE caller = ? AND path = ? AND key = ?
            """)
        .params(request.caller(), request.path(), request.key())
        .query((row, number) -> row(row))
        .optional();
  }

  private static Row row(ResultSet row) throws SQLException {
    int status = row.getInt("status");
    Optional<StoredAnswer> answer =
        row.wasNull()
            ? Optional.empty()
            : Optional.of(
                new StoredAnswer(
                    status,
                    row.getString("content_type"),
                    row.getString("location"),
                    row.getString("etag"),
                    row.getBytes("body")));
    return new Row(row.getBytes("body_sha256"), answer);
  }

  void answered(RequestIdentity request, StoredAnswer answer) {
    database
        .sql(
            """
            UPDATE kit_idempotent_request
               SET status = ?, content_type = ?, location = ?, etag = ?, body = ?
             WHERE caller = ? AND path = ? AND key = ?
            """)
        .param(answer.status())
        .param(answer.contentType())
        .param(answer.location())
        .param(answer.etag())
        .param(answer.body())
        .param(request.caller())
        .param(request.path())
        .param(request.key())
        .update();
  }

  /** Forgets a request that took no effect, so that it can be sent again. */
  void release(RequestIdentity request) {
    database
        .sql(
            "DELETE FROM kit_idempotent_request WHERE caller = ? AND path = ? AND key = ? AND status IS NULL")
        .params(request.caller(), request.path(), request.key())
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
