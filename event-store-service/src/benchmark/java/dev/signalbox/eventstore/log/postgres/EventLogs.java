package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.testing.LogPropertiesFixture;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Makes the service's event log without the service. */
public final class EventLogs {

  private EventLogs() {}

  /** The log in a migrated schema, with the settings it has if nobody sets any. */
  public static EventLog on(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    return new PostgresEventLog(
        JdbcClient.create(jdbc),
        jdbc,
        new JdbcTransactionManager(database),
        LogPropertiesFixture.defaults());
  }
}
