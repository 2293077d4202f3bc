package dev.signalbox.streaming.budget;

import dev.signalbox.streaming.budget.Refusals.Refusal;
import dev.signalbox.streaming.change.Changes;
import dev.signalbox.streaming.meter.Reservation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The slices this replica holds, which of them it is asking for, and what it was refused lately.
 * All under one lock, which nobody holds while waiting for anything.
 */
final class HeldSlices {

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Changes changes = new Changes(lock);
  private final LinkedHashMap<SliceKey, Slice> slices = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<SliceKey> asked = new HashSet<>();
  private final Beginnings beginnings = new Beginnings();
  private final Refusals refusals;

  /**
   * @param most how many there may be
   */
  HeldSlices(int most) {
    this.most = most;
    this.refusals = new Refusals(most);
  }

  /** What became of an attempt to reserve. */
  sealed interface Taking {

    /**
     * All is reserved.
     *
     * @param low claims whose slices are nearly used up
     */
    record Taken(List<Reservation> reservations, List<Claim> low) implements Taking {}

    /** Nothing is reserved, because there is not enough for these. */
    record Missing(List<Claim> claims) implements Taking {}
  }

  /**
   * Reserves for one attempt, all or nothing.
   *
   * @param needs by claim; empty where nobody here can say
   */
  Taking take(Map<Claim, Optional<BigDecimal>> needs) {
    lock.lock();
    try {
      return taken(needs);
    } finally {
      lock.unlock();
    }
  }

  private Taking taken(Map<Claim, Optional<BigDecimal>> needs) {
    long now = System.nanoTime();
    List<Claim> missing = new ArrayList<>();
    needs.forEach(
        (claim, need) -> {
          Slice slice = slices.get(claim.key());
          if (slice == null || need.isEmpty() || !slice.covers(need.get(), claim.budget(), now)) {
            missing.add(claim);
          }
        });
    if (!missing.isEmpty()) {
      return new Taking.Missing(missing);
    }
    List<Reservation> reservations = new ArrayList<>();
    List<Claim> low = new ArrayList<>();
    needs.forEach(
        (claim, need) -> {
          Slice slice = slices.get(claim.key());
          if (slice != null && need.isPresent()) {
            reservations.add(slice.reserve(need.get(), now));
            beginnings.add(slice.leaseId());
            if (slice.runsLow(need.get(), now) && !asked.contains(claim.key())) {
              low.add(claim);
            }
          }
        });
    return new Taking.Taken(reservations, low);
  }

  /** What was refused lately that concerns one of these. */
  Optional<Refusal> refusal(List<Claim> claims, Map<Claim, Optional<BigDecimal>> needs) {
    return refusals.concerning(claims, needs);
  }

  /** Whether the caller shall ask for all of these; nobody else does until it has settled that. */
  boolean mayAsk(Collection<SliceKey> keys) {
    lock.lock();
    try {
      if (keys.stream().anyMatch(asked::contains)) {
        return false;
      }
      asked.addAll(keys);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * An attempt that has reserved of these leases is on record now, or will never be.
   *
   * @return those of them that are to be closed
   */
  List<String> begun(Collection<String> leaseIds) {
    lock.lock();
    try {
      return beginnings.over(leaseIds);
    } finally {
      lock.unlock();
    }
  }

  /**
   * For how many attempts the slices that follow these are to be asked for.
   *
   * @param least what a first slice is asked for
   */
  int nextSize(Collection<SliceKey> keys, int least) {
    lock.lock();
    try {
      return SliceSizes.next(
          least,
          keys.stream().map(slices::get).filter(Objects::nonNull).toList(),
          System.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  /** Takes slices out; tells the leases that are to be closed. */
  List<String> drop(Predicate<Slice> which) {
    lock.lock();
    try {
      List<String> dropped = new ArrayList<>();
      for (Iterator<Slice> each = slices.values().iterator(); each.hasNext(); ) {
        Slice slice = each.next();
        if (which.test(slice)) {
          dropped.add(slice.leaseId());
          each.remove();
        }
      }
      return beginnings.closable(dropped);
    } finally {
      lock.unlock();
    }
  }

  /** Takes the slices of these counters out; tells the leases that are to be closed. */
  List<String> drop(Collection<SliceKey> keys) {
    lock.lock();
    try {
      Set<String> dropped = new LinkedHashSet<>();
      for (SliceKey key : keys) {
        Slice slice = slices.remove(key);
        if (slice != null) {
          dropped.add(slice.leaseId());
        }
      }
      return beginnings.closable(dropped);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Settles what was asked for: takes in what came, and reserves of it before anybody else does.
   *
   * @return what was reserved, and the leases that the new ones replace
   */
  Settled settle(
      Collection<SliceKey> keys,
      Collection<Slice> granted,
      Map<Claim, Optional<BigDecimal>> needs) {
    lock.lock();
    try {
      asked.removeAll(keys);
      List<String> replaced = new ArrayList<>();
      for (Slice slice : granted) {
        refusals.forget(slice.key());
        Slice before = slices.put(slice.key(), slice);
        if (before != null) {
          replaced.add(before.leaseId());
        }
      }
      Taking taking = taken(needs);
      while (slices.size() > most) {
        replaced.add(slices.pollFirstEntry().getValue().leaseId());
      }
      changes.tell();
      return new Settled(taking, beginnings.closable(replaced));
    } finally {
      lock.unlock();
    }
  }

  /** What was settled. */
  record Settled(Taking taking, List<String> replaced) {}

  /** Settles that what was asked for did not come. */
  void settleInVain(Collection<SliceKey> keys, Map<SliceKey, Refusal> refused) {
    lock.lock();
    try {
      asked.removeAll(keys);
      refusals.remember(refused);
      changes.tell();
    } finally {
      lock.unlock();
    }
  }

  /** A budget has changed: what was refused of it may be granted now. */
  void forgetRefusals(Collection<String> budgetIds) {
    lock.lock();
    try {
      refusals.forgetBudgets(budgetIds);
      changes.tell();
    } finally {
      lock.unlock();
    }
  }

  Changes changes() {
    return changes;
  }

  int count() {
    lock.lock();
    try {
      return slices.size();
    } finally {
      lock.unlock();
    }
  }
}
