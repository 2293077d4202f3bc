package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the log once for many buckets: from the one that is furthest behind, passing over what the
 * others have done. A read ends with the first page that has an event for somebody, or after as
 * many pages as are allowed.
 */
final class ReadingBuckets {

  private static final int SHORTEST_PAGE = 100;

  private final EventLog log;
  private final Subscription subscription;
  private final int max;
  private final Map<Integer, Lease> wanted;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<Integer> delivered = new HashSet<>();
  private Checkpoint reached;
  private int examined;
  private boolean ended;

  ReadingBuckets(EventLog log, Subscription subscription, Collection<Lease> leases, int max) {
    this.log = log;
    this.subscription = subscription;
    this.max = max;
    this.wanted = leases.stream().collect(Collectors.toMap(Lease::bucket, Function.identity()));
    this.reached =
        leases.stream().map(Lease::checkpoint).min(Checkpoint::compareTo).orElse(Checkpoint.START);
  }

  void read(int pages) {
    for (int page = 0; page < pages && deliveries.isEmpty() && !ended; page++) {
      readPage();
    }
  }

  private void readPage() {
    Page page = log.after(reached, subscription.selection(), Math.max(max, SHORTEST_PAGE));
    for (RecordedEvent event : page.events()) {
      if (deliveries.size() == max) {
        return;
      }
      examine(event);
      reached = event.checkpoint();
      examined++;
    }
    ended = !page.more();
  }

  private void examine(RecordedEvent event) {
    int bucket = subscription.bucketing().of(event.stream());
    Lease lease = wanted.get(bucket);
    if (lease == null || event.checkpoint().compareTo(lease.checkpoint()) <= 0) {
      return;
    }
    int attempt = delivered.add(bucket) ? lease.attempts() + 1 : 1;
    deliveries.add(new Delivery(event, bucket, lease.token(), attempt, false));
  }

  List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  Checkpoint reached() {
    return reached;
  }

  int examined() {
    return examined;
  }

  /** Those of which nothing was found up to where the read ended. */
  List<Lease> passed() {
    return wanted.values().stream()
        .filter(lease -> !delivered.contains(lease.bucket()))
        .filter(lease -> lease.checkpoint().compareTo(reached) < 0)
        .toList();
  }

  /** Those that are further than the read came, if it did not come to the end. */
  List<Lease> ahead() {
    return ended || !deliveries.isEmpty()
        ? List.of()
        : wanted.values().stream()
            .filter(lease -> lease.checkpoint().compareTo(reached) >= 0)
            .toList();
  }
}
