package dev.signalbox.eventstore.audit;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
      PlatformTransactionManager transactions,
      Clock clock) {
    String secret = properties.secret();
    if (secret == null || secret.isBlank()) {
      LOG.warn("SIGNALBOX_SECRET is not set: the log is not sealed and cannot be verified");
      return new Auditing.Off();
    }
    AuditKeys keys = new AuditKeys(storedKeys, new KeySeal(secret));
    return new Auditing.On(
        keys,
        segments,
        new SealingSegments(
            segments, rows, keys, properties, new TransactionTemplate(transactions), clock),
        new VerifyingSegments(segments, rows, keys),
        new ProvingEvents(segments, rows));
  }
}
