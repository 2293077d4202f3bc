package dev.signalbox.eventstore.subscription.testing;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.testing.LogContext;
import dev.signalbox.eventstore.subscription.Leases;
import dev.signalbox.eventstore.subscription.PollingEvents;
import dev.signalbox.eventstore.subscription.SettlingDeliveries;
import dev.signalbox.eventstore.subscription.SubscriptionProperties;
import dev.signalbox.eventstore.subscription.Subscriptions;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * What a process of the service has of the log and of subscriptions, in a schema of the test's own.
 */
public final class Member implements AutoCloseable {

  /** Short, so that it often ends while a consumer still works. */
  static final Duration LEASE = Duration.ofMillis(400);

  private final AnnotationConfigApplicationContext context;

  private Member(AnnotationConfigApplicationContext context) {
    this.context = context;
    context.registerBean(
        SubscriptionProperties.class,
        () -> new SubscriptionProperties(LEASE, 500, 10, Duration.ofSeconds(20), 200));
    context.register(Transactions.class, PollingEvents.class, SettlingDeliveries.class);
    context.scan("dev.signalbox.eventstore.subscription.postgres");
    context.refresh();
  }

  public static Member at(String url, String role, String password) {
    return new Member(LogContext.at(url, role, password));
  }

  public EventLog log() {
    return context.getBean(EventLog.class);
  }

  public Subscriptions subscriptions() {
    return context.getBean(Subscriptions.class);
  }

  PollingEvents polling() {
    return context.getBean(PollingEvents.class);
  }

  SettlingDeliveries settling() {
    return context.getBean(SettlingDeliveries.class);
  }

  Leases leases() {
    return context.getBean(Leases.class);
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement
  static class Transactions {}
}
