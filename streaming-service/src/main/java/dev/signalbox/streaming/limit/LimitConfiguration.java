package dev.signalbox.streaming.limit;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

  @Bean
  UsageLimits usageLimits(
      JdbcClient database,
      PlatformTransactionManager transactions,
      LimitProperties properties,
      Clock clock) {
    return new UsageLimits(
        new UsageWindows(database), new TransactionTemplate(transactions), properties, clock);
  }

  @Bean
  OwnLimits ownLimits(JdbcClient database, PlatformTransactionManager transactions) {
    return new OwnLimits(database, new TransactionTemplate(transactions));
  }

  @Bean
  Expiry usageWindowExpiry(UsageLimits limits) {
    return new Expiry(limits);
  }

  /** Deletes what is over, every few minutes. */
  static class Expiry {

    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

    private final UsageLimits limits;

    Expiry(UsageLimits limits) {
      this.limits = limits;
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void expire() {
      try {
        int deleted;
        do {
          deleted = limits.expire();
        } while (deleted >= UsageWindows.STEP);
      } catch (DataAccessException e) {
        LOG.warn("Windows that are over stay for some minutes more: {}", e.getMessage());
      }
    }
  }
}
