package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Counters;
import dev.signalbox.cost.budget.DatabaseTime;
import dev.signalbox.cost.budget.DefinitionsLock;
import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
   * Closes the lease.
   *
   * @param event that told of it; an event seen before changes nothing
   * @param reserved what was reserved under it in all
   */
  public void close(Event event, String leaseId, BigDecimal reserved) {
    consumed.once(CONSUMER, event, () -> close(leaseId, reserved));
  }

  /** Closes the lease, once: what is said of it later changes nothing. */
  void close(String leaseId, BigDecimal reserved) {
    transactions.executeWithoutResult(
        _ -> {
          lock.share();
          Instant now = time.now();
          if (leases.neverGrant(leaseId, now)) {
            return;
          }
          List<Lease> found = leases.lock(List.of(leaseId));
          if (!found.isEmpty() && !found.getFirst().closed()) {
            close(found.getFirst(), reserved, now);
          }
        });
  }

  private void close(Lease lease, BigDecimal told, Instant now) {
    BigDecimal reserved = told.max(lease.settled()).min(lease.granted());
    if (reserved.compareTo(told) != 0) {
      LOG.error(
          "Of lease {} of {} with {} settled, {} is said to be reserved",
          lease.id(),
          lease.granted(),
          lease.settled(),
          told);
    }
    leases.close(lease, reserved, now);
    BigDecimal free = lease.granted().subtract(reserved);
    if (free.signum() > 0) {
      counters.add(new TreeMap<>(Map.of(lease.counter(), free.negate())));
    }
  }
}
