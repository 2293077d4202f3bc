package dev.signalbox.kit.idempotency;

import dev.signalbox.kit.web.ProblemWriter;
import dev.signalbox.kit.web.WebAutoConfiguration;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** POSTs that may be sent twice. */
@AutoConfiguration(after = {WebAutoConfiguration.class, DataSourceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DataSource.class, JdbcClient.class})
@ConditionalOnBean({DataSource.class, ProblemWriter.class})
@EnableConfigurationProperties(IdempotencyProperties.class)
public class IdempotencyAutoConfiguration {
  /** After Spring Security's filters, which say who the caller is. */
  private static final int AFTER_SECURITY = -50;

  @Bean
  FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
      DataSource dataSource,
      IdempotencyProperties properties,
      ProblemWriter problems,
      Clock clock) {
    FilterRegistrationBean<IdempotencyFilter> registration =
        new FilterRegistrationBean<>(
            new IdempotencyFilter(
                new IdempotentRequests(JdbcClient.create(dataSource), clock, properties.keep()),
                properties,
                problems,
                clock));
    registration.setOrder(AFTER_SECURITY);
    return registration;
  }
}
