package dev.signalbox.eventstore.subscription.kafka;

import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.subscription.Delivery;
import dev.signalbox.eventstore.subscription.FeedProperties;
import dev.signalbox.eventstore.subscription.PollOutcome;
import dev.signalbox.eventstore.subscription.PollingEvents;
import dev.signalbox.eventstore.subscription.Settlement;
import dev.signalbox.eventstore.subscription.SettlingDeliveries;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.eventstore.subscription.Subscriptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * This process as a consumer of every subscription that is delivered to Kafka. It acknowledges what
 * Kafka has acknowledged: killed in between, the next process sends those events again.
 */
@Component
class DeliveringFeeds implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveringFeeds.class);

  private final Subscriptions subscriptions;
  private final PollingEvents polling;
  private final SettlingDeliveries settling;
  private final FeedTopics topics;
  private final FeedSender sender;
  private final FeedProperties properties;
  private final String consumer = "process-" + UUID.randomUUID();
  // At most as many as are delivered; only the delivering thread looks at it.
  private final Set<String> unreadable = new HashSet<>();
  private volatile @Nullable Thread thread;

  DeliveringFeeds(
      Subscriptions subscriptions,
      PollingEvents polling,
      SettlingDeliveries settling,
      FeedTopics topics,
      FeedSender sender,
      FeedProperties properties) {
    this.subscriptions = subscriptions;
    this.polling = polling;
    this.settling = settling;
    this.topics = topics;
    this.sender = sender;
    this.properties = properties;
  }

  @Override
  public void start() {
    thread = Thread.ofPlatform().daemon().name("feeds").start(this::deliver);
  }

  @Override
  public void stop() {
    Thread delivering = thread;
    thread = null;
    if (delivering != null) {
      delivering.interrupt();
      try {
        delivering.join(properties.sendTimeout());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void deliver() {
    try {
      while (isRunning()) {
        if (!deliverAll()) {
          Thread.sleep(properties.interval());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean deliverAll() {
    boolean delivered = false;
    try {
      for (Subscription subscription : subscriptions.delivered(properties.maxSubscriptions())) {
        delivered |= deliverIfReadable(subscription);
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Feeds wait for the database: {}", e.getMessage());
      return false;
    }
    return delivered;
  }

  // What one feed cannot read is no reason for the others to end.
  private boolean deliverIfReadable(Subscription subscription) {
    try {
      boolean delivered = deliver(subscription);
      unreadable.remove(subscription.id());
      return delivered;
    } catch (ArchivedException e) {
      if (unreadable.add(subscription.id())) {
        LOG.warn("Feed {} waits for a month to be restored: {}", subscription.id(), e.getMessage());
      }
      return false;
    }
  }

  private boolean deliver(Subscription subscription) {
    String topic = subscription.topic();
    if (topic == null
        || !(polling.poll(subscription.id(), consumer, properties.batchSize(), Duration.ZERO)
            instanceof PollOutcome.Polled polled)
        || polled.deliveries().isEmpty()) {
      return false;
    }
    try {
      topics.ensure(topic);
      sender.send(topic, polled.deliveries().stream().map(Delivery::event).toList());
    } catch (KafkaException e) {
      LOG.warn("The feed to {} waits for Kafka: {}", topic, e.getMessage());
      return false;
    }
    settling.acknowledge(subscription.id(), consumer, last(polled.deliveries()));
    return true;
  }

  private static List<Settlement> last(List<Delivery> deliveries) {
    Map<Integer, Settlement> last = new HashMap<>();
    for (Delivery one : deliveries) {
      last.put(one.bucket(), new Settlement(one.bucket(), one.token(), one.event().checkpoint()));
    }
    return List.copyOf(last.values());
  }
}
