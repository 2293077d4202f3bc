package dev.signalbox.kit.housekeeping;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps tables small: the kit's own, and those of which there is an {@link Expiry}. */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    afterName = "dev.signalbox.kit.time.ClockAutoConfiguration")
@ConditionalOnClass({DataSource.class, JdbcClient.class})
@ConditionalOnBean(DataSource.class)
public class HousekeepingAutoConfiguration {
  @Bean
  Housekeeping housekeeping(DataSource dataSource, Clock clock, ObjectProvider<Expiry> expiries) {
    return new Housekeeping(JdbcClient.create(dataSource), clock, expiries.stream().toList());
  }
}
