package dev.signalbox.kit.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves committed events to Kafka, on one thread, woken by commits of this process and by time for
 * those of others. Only one process publishes at a time; each takes the right for one batch.
 */
final class OutboxPublisher implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
  private static final Duration RETRY_BUSY = Duration.ofMillis(20);
  private static final Duration RETRY_FAILED = Duration.ofSeconds(1);

  private final WaitingEvents waiting;
  private final EventSender sender;
  private final TransactionOperations transactions;
  private final OutboxProperties properties;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;
  private volatile @Nullable Thread thread;

  private enum Round {
    /** There was nothing to publish. */
    IDLE,
    /** All there was has been published. */
    PUBLISHED,
    /** A full batch was published; there may be more. */
    MORE,
    /** Another process is publishing. */
    BUSY
  }

  OutboxPublisher(
      WaitingEvents waiting,
      EventSender sender,
      TransactionOperations transactions,
      OutboxProperties properties) {
    this.waiting = waiting;
    this.sender = sender;
    this.transactions = transactions;
    this.properties = properties;
  }

  /** Says that there is something to publish. Never blocks. */
  void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  @Override
  public void start() {
    if (properties.enabled()) {
      running = true;
      thread = Thread.ofVirtual().name("outbox-publisher").start(this::publishUntilStopped);
    }
  }

  @Override
  public void stop() {
    running = false;
    wake();
    Thread publisher = thread;
    if (publisher != null) {
      try {
        if (!publisher.join(Duration.ofSeconds(2))) {
          publisher.interrupt();
          publisher.join(Duration.ofSeconds(2));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    sender.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void publishUntilStopped() {
    boolean failing = false;
    while (running) {
      try {
        Duration pause =
            switch (round()) {
              case IDLE -> properties.pollInterval();
              case PUBLISHED -> {
                // What is committed meanwhile is the next batch: few large ones cost far less.
                sleep(properties.gather());
                yield properties.pollInterval();
              }
              case MORE -> Duration.ZERO;
              case BUSY -> RETRY_BUSY;
            };
        failing = false;
        await(pause);
      } catch (RuntimeException e) {
        if (running) {
          if (!failing) {
            LOG.warn("Events wait in the outbox; publishing is retried every second", e);
          }
          failing = true;
          sleep(RETRY_FAILED);
        }
      }
    }
  }

  private Round round() {
    wake.drainPermits();
    return transactions.execute(
        status -> {
          if (!waiting.claim()) {
            return Round.BUSY;
          }
          List<WaitingEvent> events = waiting.oldest(properties.batchSize());
          if (events.isEmpty()) {
            return Round.IDLE;
          }
          sender.send(events);
          waiting.delete(events);
          return events.size() < properties.batchSize() ? Round.PUBLISHED : Round.MORE;
        });
  }

  private void await(Duration pause) {
    try {
      boolean woken = wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
      if (woken) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      running = false;
    }
  }
}
