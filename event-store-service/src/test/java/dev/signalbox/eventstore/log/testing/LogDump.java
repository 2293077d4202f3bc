package dev.signalbox.eventstore.log.testing;

import dev.signalbox.kit.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A log as pg_dump keeps it, made and restored by the commands of the runbook. */
public record LogDump(Path file, String role) {

  public static LogDump of(LogSchema schema) {
    try {
      Path file = Files.createTempFile("event-store", ".dump");
      PostgresPrograms.installed()
          .run(schema.server(), "pg_dump", "-Fc", "-n", schema.role(), "-f", file.toString());
      return new LogDump(file, schema.role());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Into a server in which the role and its schema are new. */
  public LogSchema restoreInto(TestDatabase server) {
    server.execute("drop schema if exists \"" + role + "\" cascade");
    String password = server.createService(role);
    PostgresPrograms.installed()
        .run(server, "pg_restore", "--exit-on-error", "--clean", "--if-exists", file.toString());
    return LogSchema.migrated(server, role, password);
  }
}
