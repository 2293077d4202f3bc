package dev.signalbox.eventstore.log.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.eventstore.log.ArchivedEvents;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Selection;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a process of the service has of the log, in a schema of the test's own. */
public final class LogContext {

  private LogContext() {}

  /** Not refreshed yet, so that a test can add what else it needs. Nothing is archived. */
  public static AnnotationConfigApplicationContext at(String url, String role, String password) {
    return at(url, role, password, LogContext::nothing);
  }

  /** A process that finds archived months there. */
  public static AnnotationConfigApplicationContext at(
      String url, String role, String password, ArchivedEvents archived) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(role);
    pool.setPassword(password);
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> pool);
    context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(pool));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(pool));
    context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(pool));
    context.registerBean(Clock.class, Clock::systemUTC);
    context.registerBean(LogProperties.class, LogPropertiesFixture::defaults);
    context.registerBean(ArchivedEvents.class, () -> archived);
    context.registerBean(
        "log",
        EventLog.class,
        () -> context.getBean(LogViews.STORED, EventLog.class),
        definition -> definition.setPrimary(true));
    context.scan("dev.signalbox.eventstore.log.postgres");
    return context;
  }

  private static ArchivedEvents.Stretch nothing(
      List<ArchivedEvents.Month> months,
      Checkpoint after,
      Checkpoint to,
      Selection selection,
      int limit) {
    throw new IllegalStateException("Nothing is archived here");
  }
}
