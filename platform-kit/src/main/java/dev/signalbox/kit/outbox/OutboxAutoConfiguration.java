package dev.signalbox.kit.outbox;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.kafka.KafkaSettings;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishes and consumes events through the service's own database. */
@AutoConfiguration(
    after = DataSourceAutoConfiguration.class,
    afterName = "dev.signalbox.kit.kafka.KafkaAutoConfiguration")
@ConditionalOnClass({DataSource.class, JdbcClient.class})
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {
  @Bean
  ConsumedEvents consumedEvents(
      DataSource dataSource, PlatformTransactionManager transactionManager) {
    return new PostgresConsumedEvents(
        JdbcClient.create(dataSource), new TransactionTemplate(transactionManager));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(KafkaSettings.class)
  static class Publishing {
    @Bean
    OutboxPublisher outboxPublisher(
        DataSource dataSource,
        PlatformTransactionManager transactionManager,
        OutboxProperties properties,
        KafkaSettings kafka) {
      TransactionTemplate transactions = new TransactionTemplate(transactionManager);
      transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      return new OutboxPublisher(
          new WaitingEvents(JdbcClient.create(dataSource)),
          new EventSender(kafka.producer(), properties.acknowledgeTimeout()),
          transactions,
          properties);
    }

    @Bean
    Outbox outbox(
        DataSource dataSource,
        EventFormat format,
        OutboxProperties properties,
        OutboxPublisher publisher) {
      return new PostgresOutbox(JdbcClient.create(dataSource), format, properties, publisher::wake);
    }
  }
}
