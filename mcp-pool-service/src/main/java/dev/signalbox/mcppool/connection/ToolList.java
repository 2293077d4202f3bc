package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one server as they were last read, over whichever connection. However many want them
 * anew, one reading is under way. A change that is announced while the list is being read makes
 * that reading good for nobody but its callers.
 */
public final class ToolList {
  private final Clock clock;
  private final AtomicLong epoch = new AtomicLong();
  private final AtomicLong readings = new AtomicLong();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Known known;

  private record Known(long epoch, Instant goodUntil, ToolListing.Listed listing) {}

  ToolList(Clock clock) {
    this.clock = clock;
  }

  /** The server may have other tools from now on. */
  void changed() {
    epoch.incrementAndGet();
  }

  /** The list, if it may still be taken for true. */
  public Optional<ToolListing.Listed> fresh() {
    Known last = known;
    return last != null && last.epoch() == epoch.get() && clock.instant().isBefore(last.goodUntil())
        ? Optional.of(last.listing())
        : Optional.empty();
  }

  /** The list as it was last read, unless a change has been announced since. */
  public Optional<ToolListing.Listed> unchanged() {
    Known last = known;
    return last != null && last.epoch() == epoch.get()
        ? Optional.of(last.listing())
        : Optional.empty();
  }

  /** The list as it was last read, however long ago. */
  public Optional<ToolListing.Listed> lastKnown() {
    return Optional.ofNullable(known).map(Known::listing);
  }

  /** The list as the server has it now, or as others found it while this one waited for them. */
  public ToolListing read(McpConnection connection, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    long before = readings.get();
    try {
      if (!reading.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return new ToolListing.NotListed(new RpcOutcome.TimedOut(timeout));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new ToolListing.NotListed(new RpcOutcome.Cancelled("interrupted"));
    }
    try {
      Known now = known;
      if (now != null && readings.get() > before && now.epoch() == epoch.get()) {
        return now.listing();
      }
      long begun = epoch.get();
      ToolListing listing =
          connection.listTools(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
      if (listing instanceof ToolListing.Listed listed) {
        known = new Known(begun, clock.instant().plus(listed.ttl()), listed);
        readings.incrementAndGet();
      }
      return listing;
    } finally {
      reading.unlock();
    }
  }
}
