package dev.signalbox.eventstore.privacy.postgres;

import dev.signalbox.eventstore.privacy.MasterKeys;
import dev.signalbox.eventstore.privacy.SubjectKeys;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The keys as a process with other secrets sees them. */
public final class SubjectKeysFixture {

  private SubjectKeysFixture() {}

  public static SubjectKeys keys(
      JdbcClient database, MasterKeys masters, Clock clock, PlatformTransactionManager manager) {
    return new PostgresSubjectKeys(database, masters, clock, manager);
  }
}
