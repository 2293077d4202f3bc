package dev.signalbox.registry.escalation;

import dev.signalbox.kit.housekeeping.Upkeep;
import dev.signalbox.kit.secret.WebhookSignature;
import dev.signalbox.registry.egress.Fetch;
import dev.signalbox.registry.egress.FetchFailedException;
import dev.signalbox.registry.escalation.Escalations.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Calls the webhooks that are due, each at least once. */
@Component
public class DeliverEscalations {

  private static final Logger LOG = LoggerFactory.getLogger(DeliverEscalations.class);
  private static final int AT_A_TIME = 8;
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int GONE = 410;
  private static final int LONGEST_DOUBLING = 12;

  private final Upkeep upkeep = new Upkeep(LOG);
  private final Escalations escalations;
  private final Fetch fetch;
  private final EscalationSettings settings;
  private final Clock clock;
  private final @Nullable WebhookSignature signature;

  DeliverEscalations(
      Escalations escalations, Fetch fetch, EscalationSettings settings, Clock clock) {
    this.escalations = escalations;
    this.fetch = fetch;
    this.settings = settings;
    this.clock = clock;
    this.signature =
        settings.signingSecret().isEmpty() ? null : new WebhookSignature(settings.signingSecret());
  }

  @Scheduled(fixedDelayString = "${signalbox.registry.escalation.poll:5s}")
  void deliver() {
    upkeep.quietly("calling webhooks", this::deliverDue);
  }

  /** Makes every call that is due now. */
  public void deliverDue() {
    List<Delivery> due;
    do {
      due = escalations.claim(AT_A_TIME, LEASE);
      due.forEach(this::deliver);
    } while (due.size() == AT_A_TIME);
  }

  private void deliver(Delivery delivery) {
    WebhookSignature signing = signature;
    if (signing == null) {
      escalations.failed(delivery, "signing-secret is no longer set", null);
      return;
    }
    try {
      int status = fetch.post(delivery.target(), headers(delivery, signing), delivery.body());
      if (status >= 200 && status < 300) {
        escalations.delivered(delivery);
      } else {
        failed(delivery, "status " + status, status == GONE);
      }
    } catch (FetchFailedException e) {
      failed(delivery, String.valueOf(e.getMessage()), false);
    }
  }

  private Map<String, String> headers(Delivery delivery, WebhookSignature signing) {
    Instant now = clock.instant();
    return Map.of(
        "webhook-id", delivery.eventId(),
        "webhook-timestamp", Long.toString(now.getEpochSecond()),
        "webhook-signature", signing.of(delivery.eventId(), now, delivery.body()));
  }

  private void failed(Delivery delivery, String error, boolean unwanted) {
    boolean last = unwanted || delivery.attempt() >= settings.attempts();
    LOG.warn(
        "Escalation {} was not taken ({}){}",
        delivery.eventId(),
        error,
        last ? " and is given up" : "");
    int doublings = Math.min(delivery.attempt() - 1, LONGEST_DOUBLING);
    escalations.failed(
        delivery, error, last ? null : settings.firstRetry().multipliedBy(1L << doublings));
  }
}
