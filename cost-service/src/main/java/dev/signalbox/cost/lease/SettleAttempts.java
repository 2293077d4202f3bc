package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.AttemptCharge;
import dev.signalbox.cost.budget.ChargeBudgets;
import dev.signalbox.cost.budget.CounterKey;
import dev.signalbox.cost.budget.Counters;
import dev.signalbox.cost.budget.DefinitionsLock;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Settles attempts: what they came to is spent of every budget that applies, what was reserved for
 * them is no longer granted. Both with the transaction that puts them into the ledger, so once.
 */
@Service
public class SettleAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(SettleAttempts.class);

  private final DefinitionsLock lock;
  private final Leases leases;
  private final Counters counters;
  private final ChargeBudgets budgets;

  SettleAttempts(DefinitionsLock lock, Leases leases, Counters counters, ChargeBudgets budgets) {
    this.lock = lock;
    this.leases = leases;
    this.counters = counters;
    this.budgets = budgets;
  }

  /**
   * Settles attempts within the caller's transaction.
   *
   * @param reservations of all of them
   */
  public void settle(List<AttemptCharge> charges, List<Reservation> reservations) {
    lock.share();
    if (!reservations.isEmpty()) {
      release(reservations);
    }
    budgets.charge(charges);
  }

  private void release(List<Reservation> reservations) {
    SortedMap<String, BigDecimal> asked = new TreeMap<>();
    reservations.forEach(
        each -> asked.merge(each.leaseId(), each.reserved().amount(), BigDecimal::add));
    SortedMap<String, BigDecimal> settled = new TreeMap<>();
    SortedMap<CounterKey, BigDecimal> released = new TreeMap<>();
    for (Lease lease : leases.lock(asked.keySet())) {
      BigDecimal amount = asked.getOrDefault(lease.id(), BigDecimal.ZERO);
      BigDecimal held = lease.held();
      if (amount.compareTo(held) > 0) {
        LOG.error("{} was to be released of lease {}, which holds {}", amount, lease.id(), held);
        amount = held;
      }
      if (amount.signum() > 0) {
        settled.put(lease.id(), amount);
        released.merge(lease.counter(), amount.negate(), BigDecimal::add);
      }
    }
    if (settled.isEmpty()) {
      return;
    }
    leases.settle(settled);
    counters.add(released);
  }
}
