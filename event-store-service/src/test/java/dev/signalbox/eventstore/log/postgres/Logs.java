package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.testing.LogPropertiesFixture;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Logs in schemas of tests, with the usual settings. */
public final class Logs {

  private Logs() {}

  public static EventLog in(DataSource schema) {
    return new PostgresEventLog(
        JdbcClient.create(schema),
        new JdbcTemplate(schema),
        new JdbcTransactionManager(schema),
        LogPropertiesFixture.defaults());
  }

  /** How a selection is read from the table of a month that is out of the log. */
  public static String statementOn(String table, Selection selection) {
    return Statements.on(table, LogPages.statementFor(selection));
  }

  /** A log that is read through archived months. */
  public static EventLog withArchives(DataSource schema, ArchivedEvents archived) {
    return new LogWithArchives(
        in(schema),
        archived,
        JdbcClient.create(schema),
        new JdbcTransactionManager(schema),
        LogPropertiesFixture.defaults());
  }
}
