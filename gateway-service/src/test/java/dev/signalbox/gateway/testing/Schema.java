package dev.signalbox.gateway.testing;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A schema of its own for a test that needs an empty or a special one. */
public final class Schema {
  private final DataSource source;

  public Schema(String name) {
    TestDatabase database = TestInfrastructure.database();
    String password = database.createService(name);
    database.execute(
        "DROP SCHEMA %1$s CASCADE; CREATE SCHEMA %1$s AUTHORIZATION %1$s".formatted(name));
    this.source = new DriverManagerDataSource(database.url(), name, password);
  }

  /** Migrates up to this version, or {@code latest}. */
  public Schema migrate(String version) {
    Flyway.configure().dataSource(source).target(version).load().migrate();
    return this;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(source));
  }
}
