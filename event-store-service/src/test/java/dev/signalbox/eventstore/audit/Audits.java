package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.audit.postgres.StoredAudit;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Audits as a replica of the service has them. */
public final class Audits {

  public static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

  private Audits() {}

  /** Seals ten events a segment, and at once if there are fewer. */
  public static Auditing.On in(LogSchema schema) {
    return in(
        schema, new AuditProperties(SECRET, List.of(), 10, Duration.ofDays(-1)), ArchivedRows.NONE);
  }

  public static Auditing.On in(LogSchema schema, ArchivedRows archived) {
    return in(schema, new AuditProperties(SECRET, List.of(), 10, Duration.ofDays(-1)), archived);
  }

  static Auditing.On in(LogSchema schema, AuditProperties properties) {
    return in(schema, properties, ArchivedRows.NONE);
  }

  private static Auditing.On in(
      LogSchema schema, AuditProperties properties, ArchivedRows archived) {
    StoredAudit stored = StoredAudit.in(schema, archived);
    return (Auditing.On)
        new AuditConfiguration()
            .auditing(
                properties,
                stored.segments(),
                stored.rows(),
                stored.keys(),
                Logs.in(schema.dataSource()),
                stored.transactions(),
                Clock.systemUTC());
  }
}
