package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.Admission;
import dev.signalbox.eventstore.log.testing.NoopEventLog;
import dev.signalbox.kit.event.EventFormat;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Reading and filing for tests that get no further than the admission. */
public final class FilingFixture {

  private FilingFixture() {}

  public static ReadingEvents reading() {
    return new ReadingEvents(new EventFormat());
  }

  /** One without a database: the admission has to refuse all, or let nothing through. */
  public static FilingEvents behind(Admission admission) {
    DataSource nowhere = new DriverManagerDataSource();
    JdbcClient database = JdbcClient.create(nowhere);
    return new FilingEvents(
        new NoopEventLog(),
        admission,
        new PostgresHeldEvents(database),
        new NameLocks(database),
        Clock.systemUTC(),
        new IngestProperties(Duration.ofSeconds(30), Duration.ofSeconds(1), 100, 1),
        new JdbcTransactionManager(nowhere));
  }
}
