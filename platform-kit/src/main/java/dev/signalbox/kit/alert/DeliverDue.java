package dev.signalbox.kit.alert;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings alerts to their recipients, several at a time, each at least once. */
public final class DeliverDue {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverDue.class);
  private static final int AT_A_TIME = 16;
  private static final int LONGEST_DOUBLING = 12;

  private final Deliveries deliveries;
  private final Webhooks webhooks;
  private final Mails mails;
  private final Patience patience;

  public DeliverDue(Deliveries deliveries, Webhooks webhooks, Mails mails, Patience patience) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.mails = mails;
    this.patience = patience;
  }

  /**
   * How long it is tried.
   *
   * @param timeout of one delivery
   * @param firstRetry how long after a failed delivery it is tried again; doubled each time
   * @param attempts after how many of them a delivery is given up
   */
  public record Patience(Duration timeout, Duration firstRetry, int attempts) {

    private Duration pause(int attempt) {
      return firstRetry.multipliedBy(1L << Math.min(attempt - 1, LONGEST_DOUBLING));
    }
  }

  /** Delivers what is due now. */
  public void deliverAll() {
    Duration longest = patience.timeout().multipliedBy(2);
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
    if (delivery.attempt() > patience.attempts()) {
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
        boolean last = delivery.attempt() >= patience.attempts();
        LOG.warn(
            "Alert {} was not taken by its {} ({}){}",
            delivery.eventId(),
            delivery.channel(),
            error,
            last ? " and is given up" : "");
        deliveries.failed(delivery, error, last ? null : patience.pause(delivery.attempt()));
      }
    }
  }
}
