package dev.signalbox.routing.run;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.routing.conversation.Conversations;
import dev.signalbox.routing.model.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The runs of this process: shows signs of life for them, ends them at their deadline, and closes
 * those of processes that show none any more.
 */
final class LiveRuns implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);
  private static final int BATCH = 100;

  private final Runs runs;
  private final Conversations conversations;
  private final CloseLostRuns closeLostRuns;
  private final Clock clock;
  private final RoutingProperties properties;
  private final Set<String> live = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(2, Thread.ofVirtual().name("runs-", 0).factory());
  private final List<ScheduledFuture<?>> chores = new ArrayList<>();
  private volatile boolean running;

  LiveRuns(
      Runs runs,
      Conversations conversations,
      CloseLostRuns closeLostRuns,
      Clock clock,
      RoutingProperties properties) {
    this.runs = runs;
    this.conversations = conversations;
    this.closeLostRuns = closeLostRuns;
    this.clock = clock;
    this.properties = properties;
  }

  /** A run that goes on. */
  interface Live {
    /** Takes it off the list, whatever became of it. */
    void leave();
  }

  Live enter(String runId, Deadline deadline, Cancellation cancellation) {
    live.add(runId);
    ScheduledFuture<?> alarm =
        timer.schedule(
            () -> cancellation.cancel(Cancellation.Reason.DEADLINE),
            deadline.remaining(clock).toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> {
      alarm.cancel(false);
      live.remove(runId);
    };
  }

  @Override
  public void start() {
    running = true;
    every(properties.lease().dividedBy(3), this::renew);
    every(properties.sweep().interval(), this::closeLost);
    every(properties.sweep().expiryInterval(), this::expire);
  }

  private void every(Duration interval, Runnable task) {
    ScheduledFuture<?> chore =
        timer.scheduleWithFixedDelay(
            () -> quietly(task), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    chores.add(chore);
  }

  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("Looking after runs failed and is tried again: {}", e.toString());
    }
  }

  private void renew() {
    Set<String> now = Set.copyOf(live);
    if (!now.isEmpty()) {
      runs.renewLeases(now);
    }
  }

  private void closeLost() {
    int closed = closeLostRuns.anywhere(BATCH);
    if (closed > 0) {
      LOG.info("Closed {} runs whose process is gone", closed);
    }
  }

  private void expire() {
    runs.forgetKeys(ReceiveMessage.KEYS_KEPT_FOR);
    while (conversations.expire(properties.retention(), BATCH) == BATCH) {
      LOG.debug("More conversations to expire");
    }
  }

  @Override
  public void stop() {
    running = false;
    chores.forEach(chore -> chore.cancel(true));
    timer.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
