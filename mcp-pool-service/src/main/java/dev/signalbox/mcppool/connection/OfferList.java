package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One of a server's lists besides its tools, as it was last read, over whichever connection. */
public final class OfferList {
  private final Offer offer;
  private final Clock clock;
  private final AtomicLong epoch = new AtomicLong();
  private volatile @Nullable Known known;

  private record Known(long epoch, Instant goodUntil, List<JsonNode> entries) {}

  OfferList(Offer offer, Clock clock) {
    this.offer = offer;
    this.clock = clock;
  }

  /** It may be another from now on. */
  void changed() {
    epoch.incrementAndGet();
  }

  /** The list, if it may still be taken for true. */
  public Optional<List<JsonNode>> fresh() {
    Known last = known;
    return last != null && last.epoch() == epoch.get() && clock.instant().isBefore(last.goodUntil())
        ? Optional.of(last.entries())
        : Optional.empty();
  }

  /** The list as it was last read, however long ago. */
  public Optional<List<JsonNode>> lastKnown() {
    return Optional.ofNullable(known).map(Known::entries);
  }

  /**
   * Reads it. A change that is announced meanwhile makes what was read good for this once.
   *
   * @return how the reading ended; if it was answered, the list is known
   */
  public RpcOutcome read(McpConnection connection, Duration timeout) {
    long begun = epoch.get();
    return switch (connection.list(offer, timeout)) {
      case ListPages.Read.All all -> {
        known = new Known(begun, clock.instant().plus(all.ttl()), all.entries());
        yield new RpcOutcome.Answered(MissingNode.getInstance());
      }
      case ListPages.Read.Failed failed -> failed.outcome();
    };
  }
}
