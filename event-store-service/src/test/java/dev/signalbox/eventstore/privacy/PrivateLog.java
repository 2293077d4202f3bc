package dev.signalbox.eventstore.privacy;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LayeredEventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.testing.LogContext;
import dev.signalbox.kit.security.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What a process of the service has of the log and of the keys of subjects. */
final class PrivateLog implements AutoCloseable {

  /** For how long a process may go on with a key that another one has destroyed. */
  static final Duration KEY_CACHE = Duration.ofSeconds(1);

  private static final String SECRET = "YW5vdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMgaXMgMzI=";

  private final AnnotationConfigApplicationContext context;

  private PrivateLog(AnnotationConfigApplicationContext context) {
    this.context = context;
    context.registerBean(
        PrivacyProperties.class,
        () -> new PrivacyProperties(SECRET, List.of(), KEY_CACHE, 100, 500, Role.ADMIN));
    context.register(
        MasterKeys.class,
        CachedKeys.class,
        SealingPersonalData.class,
        RevealingPersonalData.class,
        ForgettingSubjects.class);
    context.scan("dev.signalbox.eventstore.privacy.postgres");
    context.refresh();
  }

  static PrivateLog at(String url, String role, String password) {
    return new PrivateLog(LogContext.at(url, role, password));
  }

  EventLog stored() {
    return context.getBean(LogViews.STORED, EventLog.class);
  }

  EventLog hidden() {
    return new LayeredEventLog(
        stored(),
        context.getBean(SealingPersonalData.class)::admit,
        context.getBean(RevealingPersonalData.class)::hide);
  }

  EventLog revealed() {
    return new LayeredEventLog(
        stored(),
        context.getBean(SealingPersonalData.class)::admit,
        context.getBean(RevealingPersonalData.class)::reveal);
  }

  SubjectKeys keys() {
    return context.getBean(SubjectKeys.class);
  }

  ForgettingSubjects forgetting() {
    return context.getBean(ForgettingSubjects.class);
  }

  /** Forgets by other keys. */
  ForgettingSubjects forgetting(SubjectKeys keys) {
    return new ForgettingSubjects(
        stored(),
        keys,
        context.getBean(CachedKeys.class),
        context.getBean(Clock.class),
        context.getBean(PlatformTransactionManager.class));
  }

  JdbcClient database() {
    return context.getBean(JdbcClient.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
