package dev.signalbox.kit.schema;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The kit's tables in the schema of a service that a test makes up. */
public final class KitTables {
  private KitTables() {}

  public static DataSource of(String service) {
    TestDatabase database = TestInfrastructure.database();
    DataSource dataSource =
        new DriverManagerDataSource(database.url(), service, database.createService(service));
    Flyway.configure()
        .dataSource(dataSource)
        .locations(KitSchemaAutoConfiguration.LOCATION)
        .table(KitSchemaAutoConfiguration.HISTORY)
        .load()
        .migrate();
    return dataSource;
  }
}
