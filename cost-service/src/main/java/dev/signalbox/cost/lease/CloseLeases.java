package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.CounterKey;
import dev.signalbox.cost.budget.Counters;
import dev.signalbox.cost.budget.DatabaseTime;
import dev.signalbox.cost.budget.DefinitionsLock;
import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Closes leases on the word of their holder's side, which lets no attempt begin under them any
 * more: what was not reserved is free again.
 */
@Service
public class CloseLeases {

  private static final Logger LOG = LoggerFactory.getLogger(CloseLeases.class);
  private static final String CONSUMER = "leases";

  private final ConsumedEvents consumed;
  private final TransactionOperations transactions;
  private final DefinitionsLock lock;
  private final DatabaseTime time;
  private final Leases leases;
  private final Counters counters;

  CloseLeases(
      ConsumedEvents consumed,
      TransactionOperations transactions,
      DefinitionsLock lock,
      DatabaseTime time,
      Leases leases,
      Counters counters) {
    this.consumed = consumed;
    this.transactions = transactions;
    this.lock = lock;
    this.time = time;
    this.leases = leases;
    this.counters = counters;
  }

  /**
   * Closes leases, all or none.
   *
   * @param told of one that is told of several times the first counts; events seen before change
   *     nothing
   */
  public void close(List<ToldLease> told) {
    Map<String, ToldLease> byEvent = new LinkedHashMap<>();
    told.forEach(each -> byEvent.putIfAbsent(each.event().id(), each));
    consumed.onceEach(
        CONSUMER,
        byEvent.values().stream().map(ToldLease::event).toList(),
        unseen -> {
          byEvent.keySet().retainAll(unseen.stream().map(Event::id).toList());
          SortedMap<String, BigDecimal> reserved = new TreeMap<>();
          byEvent.values().forEach(each -> reserved.putIfAbsent(each.leaseId(), each.reserved()));
          close(reserved);
        });
  }

  /**
   * Closes leases, each once: what is said of one later changes nothing.
   *
   * @param reserved what was reserved under each in all
   */
  void close(SortedMap<String, BigDecimal> reserved) {
    transactions.executeWithoutResult(
        _ -> {
          lock.share();
          Instant now = time.now();
          Set<String> granted = new TreeSet<>(reserved.keySet());
          granted.removeAll(leases.neverGrant(granted, now));
          if (granted.isEmpty()) {
            return;
          }
          List<Lease> open =
              leases.lock(granted).stream().filter(lease -> !lease.closed()).toList();
          if (!open.isEmpty()) {
            close(open, reserved, now);
          }
        });
  }

  private void close(List<Lease> open, SortedMap<String, BigDecimal> told, Instant now) {
    SortedMap<String, BigDecimal> closed = new TreeMap<>();
    SortedMap<CounterKey, BigDecimal> released = new TreeMap<>();
    for (Lease lease : open) {
      BigDecimal reserved = reserved(lease, told.getOrDefault(lease.id(), BigDecimal.ZERO));
      closed.put(lease.id(), reserved);
      BigDecimal free = lease.granted().subtract(reserved);
      if (free.signum() > 0) {
        released.merge(lease.counter(), free.negate(), BigDecimal::add);
      }
    }
    leases.close(closed, now);
    if (!released.isEmpty()) {
      counters.add(released);
    }
  }

  private static BigDecimal reserved(Lease lease, BigDecimal told) {
    BigDecimal reserved = told.max(lease.settled()).min(lease.granted());
    if (reserved.compareTo(told) != 0) {
      LOG.error(
          "Of lease {} of {} with {} settled, {} is said to be reserved",
          lease.id(),
          lease.granted(),
          lease.settled(),
          told);
    }
    return reserved;
  }

  /**
   * What is told of a lease.
   *
   * @param reserved what was reserved under it in all
   */
  public record ToldLease(Event event, String leaseId, BigDecimal reserved) {}
}
