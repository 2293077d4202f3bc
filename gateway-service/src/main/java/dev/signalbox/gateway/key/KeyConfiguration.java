package dev.signalbox.gateway.key;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.signalbox.gateway.database.DatabaseThreads;
import dev.signalbox.gateway.secret.PlatformSecret;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class KeyConfiguration {
  @Bean
  KeyHasher keyHasher(PlatformSecret secret) {
    return new KeyHasher(secret);
  }

  @Bean
  ApiKeys apiKeys(JdbcClient jdbc) {
    return new ApiKeys(jdbc);
  }

  @Bean
  KeyEvents keyEvents(Events events, Outbox outbox) {
    return new KeyEvents(events, outbox);
  }

  @Bean
  KeyDirectory keyDirectory(
      ApiKeys keys,
      KeyProperties properties,
      DatabaseThreads threads,
      ObjectProvider<Ticker> ticker) {
    return new KeyDirectory(
        keys::findUsable,
        properties,
        threads.executor(),
        ticker.getIfAvailable(Ticker::systemTicker));
  }

  @Bean
  CreateKey createKey(
      ApiKeys keys,
      KeyEvents events,
      KeyHasher hasher,
      JdbcClient jdbc,
      TransactionOperations transactions,
      Clock clock) {
    return new CreateKey(keys, new KeyCreations(jdbc), events, hasher, transactions, clock);
  }

  @Bean
  RevokeKey revokeKey(
      ApiKeys keys,
      KeyEvents events,
      KeyDirectory directory,
      TransactionOperations transactions,
      Clock clock) {
    return new RevokeKey(keys, events, directory, transactions, clock);
  }

  @Bean
  BootstrapKey bootstrapKey(
      ApiKeys keys,
      KeyEvents events,
      KeyHasher hasher,
      JdbcClient jdbc,
      TransactionOperations transactions,
      Clock clock) {
    return new BootstrapKey(keys, events, hasher, jdbc, transactions, clock);
  }

  @Bean
  ApplicationRunner insertBootstrapKey(BootstrapKey bootstrap, KeyProperties properties) {
    return arguments -> {
      if (!properties.bootstrap().isBlank()) {
        bootstrap.insertIfFirst(properties.bootstrap().strip());
      }
    };
  }
}
