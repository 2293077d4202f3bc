package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(AuditConfiguration.class);

  @Bean
  Auditing auditing(
      AuditProperties properties,
      Segments segments,
      StoredRows rows,
      StoredKeys storedKeys,
      @Qualifier(LogViews.STORED) EventLog log,
      PlatformTransactionManager transactions,
      Clock clock) {
    String secret = properties.secret();
    if (secret == null || secret.isBlank()) {
      LOG.warn("SIGNALBOX_SECRET is not set: the log is not sealed and cannot be verified");
      return new Auditing.Off();
    }
    AuditKeys keys =
        new AuditKeys(
            storedKeys,
            new KeySeal(secret),
            properties.previousSecrets().stream().map(KeySeal::new).toList());
    TransactionTemplate transaction = new TransactionTemplate(transactions);
    return new Auditing.On(
        keys,
        segments,
        new SealingSegments(segments, rows, keys, properties, transaction, clock),
        new VerifyingSegments(segments, rows, keys),
        new ProvingEvents(segments, rows),
        new RotatingAuditKeys(keys, segments, log, transaction, clock));
  }
}
