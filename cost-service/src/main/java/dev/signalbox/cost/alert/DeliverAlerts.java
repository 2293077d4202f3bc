package dev.signalbox.cost.alert;

import dev.signalbox.kit.housekeeping.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Brings alerts to their recipients, several at a time, each at least once. */
final class DeliverAlerts {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverAlerts.class);
  private static final int AT_A_TIME = 16;
  private static final int LONGEST_DOUBLING = 12;

  private final Upkeep upkeep = new Upkeep(LOG);
  private final Deliveries deliveries;
  private final Webhooks webhooks;
  private final Mails mails;
  private final AlertSettings settings;

  DeliverAlerts(Deliveries deliveries, Webhooks webhooks, Mails mails, AlertSettings settings) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.mails = mails;
    this.settings = settings;
  }

  @Scheduled(fixedDelayString = "${signalbox.cost.alerts.poll:1s}")
  void deliver() {
    upkeep.quietly("delivering alerts", this::deliverAll);
  }

  private void deliverAll() {
    Duration longest = settings.timeout().multipliedBy(2);
    List<Delivery> due;
    do {
      due = deliveries.claim(AT_A_TIME, longest.multipliedBy(2));
      deliver(due, longest);
    } while (due.size() == AT_A_TIME);
  }

  private void deliver(List<Delivery> due, Duration longest) {
    if (due.isEmpty()) {
      return;
    }
    List<Callable<Void>> work =
        due.stream()
            .map(
                delivery ->
                    (Callable<Void>)
                        () -> {
                          deliver(delivery);
                          return null;
                        })
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // Those that take longer are interrupted, and tried again once nobody has claimed them.
      threads.invokeAll(work, longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Delivery delivery) {
    if (delivery.attempt() > settings.attempts()) {
      deliveries.failed(delivery, "given up", null);
      return;
    }
    Sending sending =
        switch (delivery.channel()) {
          case WEBHOOK -> webhooks.send(delivery);
          case EMAIL -> mails.send(delivery);
        };
    switch (sending) {
      case Sending.Delivered() -> deliveries.delivered(delivery);
      case Sending.Unwanted() -> deliveries.failed(delivery, "gone", null);
      case Sending.Failed(String error) -> {
        boolean last = delivery.attempt() >= settings.attempts();
        LOG.warn(
            "Alert {} was not taken by its {} ({}){}",
            delivery.eventId(),
            delivery.channel(),
            error,
            last ? " and is given up" : "");
        deliveries.failed(delivery, error, last ? null : pause(delivery.attempt()));
      }
    }
  }

  private Duration pause(int attempt) {
    return settings.firstRetry().multipliedBy(1L << Math.min(attempt - 1, LONGEST_DOUBLING));
  }
}
