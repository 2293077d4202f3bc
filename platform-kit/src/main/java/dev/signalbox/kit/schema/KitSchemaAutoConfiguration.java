package dev.signalbox.kit.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Migrates the kit's tables with a history of their own, so that their versions and the service's
 * never meet.
 */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    before = FlywayAutoConfiguration.class)
@ConditionalOnClass({Flyway.class, FlywayMigrationStrategy.class})
@ConditionalOnBean(DataSource.class)
public class KitSchemaAutoConfiguration {
  static final String LOCATION = "classpath:db/kit";
  static final String HISTORY = "kit_schema_history";

  @Bean
  FlywayMigrationStrategy kitTablesThenTheService() {
    return service -> {
      Flyway.configure(service.getConfiguration().getClassLoader())
          .configuration(service.getConfiguration())
          .locations(LOCATION)
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate();
      service.migrate();
    };
  }
}
