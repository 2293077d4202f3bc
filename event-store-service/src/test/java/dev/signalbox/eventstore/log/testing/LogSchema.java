package dev.signalbox.eventstore.log.testing;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A schema of a test's own with an empty log, as its service's role sees it and as the server's
 * superuser does.
 */
public record LogSchema(TestDatabase server, String role, DataSource dataSource) {

  /** Made anew: what a test of the same name left is gone. */
  public static LogSchema create(String role) {
    return create(TestInfrastructure.database(), role);
  }

  public static LogSchema create(TestDatabase server, String role) {
    server.execute("drop schema if exists \"" + role + "\" cascade");
    return migrated(server, role, server.createService(role));
  }

  /** What is there, brought up to date as the service does it when it starts. */
  static LogSchema migrated(TestDatabase server, String role, String password) {
    DataSource dataSource = new DriverManagerDataSource(server.url(), role, password);
    Flyway.configure().dataSource(dataSource).load().migrate();
    return new LogSchema(server, role, dataSource);
  }

  public JdbcClient database() {
    return JdbcClient.create(dataSource);
  }

  /** Runs SQL as somebody whom nothing in the database stops. */
  public void asSuperuser(String sql) {
    server.execute("set search_path = \"" + role + "\"; " + sql);
  }

  /** Empties the log and all that is about it. */
  public void empty() {
    asSuperuser(
        "truncate streams, events, event_ids, event_tags, audit_segments, audit_head, audit_keys");
  }
}
