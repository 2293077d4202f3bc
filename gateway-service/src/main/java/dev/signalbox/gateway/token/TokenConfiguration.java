package dev.signalbox.gateway.token;

import dev.signalbox.gateway.database.DatabaseThreads;
import dev.signalbox.gateway.secret.PlatformSecret;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
  @Bean
  SigningKeys signingKeys(
      JdbcClient jdbc, TransactionOperations transactions, PlatformSecret secret) {
    return new SigningKeys(jdbc, transactions, new KeySeal(secret));
  }

  @Bean
  KeyRing keyRing(SigningKeys keys, Clock clock) {
    return new KeyRing(keys, clock);
  }

  @Bean
  KeyRingRefresh keyRingRefresh(KeyRing ring, DatabaseThreads threads) {
    return new KeyRingRefresh(ring, threads);
  }

  @Bean
  InternalTokens internalTokens(KeyRing ring, Clock clock) {
    return new InternalTokens(ring, clock);
  }
}
