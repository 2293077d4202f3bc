package dev.signalbox.mcppool.change;

import dev.signalbox.mcppool.connection.AnnouncedList;
import dev.signalbox.mcppool.connection.ListChanges;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.ServersChanged;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/**
 * Passes on what servers announce, through the database: it is heard by the replica that has the
 * connection, and the agent that wants to know may listen to another. Many announcements of a
 * moment count as one.
 */
public class ChangedLists implements ListChanges {
  private static final Logger LOG = LoggerFactory.getLogger(ChangedLists.class);
  private static final Duration MOMENT = Duration.ofMillis(100);

  /** When the database is away, it is tried again after so long. */
  private static final Duration AWAY = Duration.ofSeconds(1);

  private final Revisions revisions;
  private final ScheduledExecutorService timer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Map<ServerId, Set<AnnouncedList>> heard = new HashMap<>();
  private Map<ServerId, Revision> known = Map.of();
  private int listening;
  private boolean stopping;

  ChangedLists(Revisions revisions, ScheduledExecutorService timer) {
    this.revisions = revisions;
    this.timer = timer;
  }

  /** Somebody who wants to know. */
  public final class Listening implements AutoCloseable {
    private Map<ServerId, Revision> seen;

    private Listening(Map<ServerId, Revision> seen) {
      this.seen = seen;
    }

    /** The revisions that this one knows of. */
    public Map<ServerId, Revision> seen() {
      return seen;
    }

    /**
     * Waits until there are others.
     *
     * @return false if nobody will be told any more
     */
    public boolean await(Duration patience) throws InterruptedException {
      lock.lock();
      try {
        long left = patience.toNanos();
        while (!stopping && seen.equals(known) && left > 0) {
          left = changed.awaitNanos(left);
        }
        seen = known;
        return !stopping;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        listening--;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Begins to listen; what has changed before is of no interest. */
  public Listening listen() {
    lock.lock();
    try {
      listening++;
    } finally {
      lock.unlock();
    }
    refresh();
    lock.lock();
    try {
      return new Listening(known);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void announced(ServerId server, AnnouncedList list) {
    lock.lock();
    try {
      boolean first = heard.isEmpty();
      hear(server, Set.of(list));
      if (first) {
        countIn(MOMENT);
      }
    } finally {
      lock.unlock();
    }
  }

  private void hear(ServerId server, Set<AnnouncedList> lists) {
    heard.computeIfAbsent(server, id -> EnumSet.noneOf(AnnouncedList.class)).addAll(lists);
  }

  private void countIn(Duration pause) {
    if (!stopping) {
      ScheduledFuture<?> unused =
          timer.schedule(
              () -> Thread.startVirtualThread(this::count), pause.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @EventListener
  void on(ServersChanged change) {
    refreshIfHeard();
  }

  @EventListener
  void on(ContextClosedEvent closing) {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Looks for what other replicas have counted, if anybody wants to know. */
  void refreshIfHeard() {
    boolean wanted;
    lock.lock();
    try {
      wanted = listening > 0;
    } finally {
      lock.unlock();
    }
    if (wanted) {
      refresh();
    }
  }

  private void count() {
    Map<ServerId, Set<AnnouncedList>> counted;
    lock.lock();
    try {
      counted = heard;
      heard = new HashMap<>();
    } finally {
      lock.unlock();
    }
    try {
      counted.forEach(revisions::count);
    } catch (DataAccessException away) {
      LOG.warn(
          "That lists of {} have changed is told later: {}", counted.keySet(), away.toString());
      keep(counted);
      return;
    }
    refreshIfHeard();
  }

  /** What was counted already counts twice, which tells no one of more than one change. */
  private void keep(Map<ServerId, Set<AnnouncedList>> uncounted) {
    lock.lock();
    try {
      uncounted.forEach(this::hear);
      countIn(AWAY);
    } finally {
      lock.unlock();
    }
  }

  private void refresh() {
    Map<ServerId, Revision> read;
    try {
      read = revisions.enabled();
    } catch (DataAccessException away) {
      LOG.debug("The revisions of lists cannot be read", away);
      return;
    }
    lock.lock();
    try {
      if (!known.equals(read)) {
        known = read;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
