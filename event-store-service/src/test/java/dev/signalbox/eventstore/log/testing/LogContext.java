package dev.signalbox.eventstore.log.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.eventstore.log.LogProperties;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a process of the service has of the log, in a schema of the test's own. */
public final class LogContext {

  private LogContext() {}

  /** Not refreshed yet, so that a test can add what else it needs. */
  public static AnnotationConfigApplicationContext at(String url, String role, String password) {
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
    context.scan("dev.signalbox.eventstore.log.postgres");
    return context;
  }
}
