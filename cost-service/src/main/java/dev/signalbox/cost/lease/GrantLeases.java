package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.Budgets;
import dev.signalbox.cost.budget.CounterKey;
import dev.signalbox.cost.budget.Counters;
import dev.signalbox.cost.budget.DatabaseTime;
import dev.signalbox.cost.budget.DefinitionsLock;
import dev.signalbox.cost.budget.Spending;
import dev.signalbox.cost.budget.Spending.Spent;
import dev.signalbox.cost.budget.WatchThresholds;
import dev.signalbox.cost.lease.GrantOutcome.GrantedLease;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Grants leases, all that are asked for or none. What is granted and what is spent of a budget
 * never come to more than its limit: whoever grants has locked the counter and looks at both.
 */
@Service
public class GrantLeases {

  private static final int MONEY_SCALE = 12;

  private final TransactionOperations transactions;
  private final DefinitionsLock lock;
  private final DatabaseTime time;
  private final Budgets budgets;
  private final Counters counters;
  private final Spending spending;
  private final Leases leases;
  private final ReadDemands demands;
  private final WatchThresholds thresholds;
  private final LeaseSettings settings;

  GrantLeases(
      TransactionOperations transactions,
      DefinitionsLock lock,
      DatabaseTime time,
      Budgets budgets,
      Counters counters,
      Spending spending,
      Leases leases,
      ReadDemands demands,
      WatchThresholds thresholds,
      LeaseSettings settings) {
    this.transactions = transactions;
    this.lock = lock;
    this.time = time;
    this.budgets = budgets;
    this.counters = counters;
    this.spending = spending;
    this.leases = leases;
    this.demands = demands;
    this.thresholds = thresholds;
    this.settings = settings;
  }

  /** Grants what is asked for. Asked for again, it is granted once. */
  public GrantOutcome grant(LeaseRequest request) {
    try {
      return decided(request);
    } catch (DataAccessException e) {
      // A duplicate is the same request or a closing at the same moment: its end tells which.
      if (e instanceof DuplicateKeyException || DefinitionsLock.gaveUp(e)) {
        return new GrantOutcome.Busy();
      }
      throw e;
    }
  }

  private GrantOutcome decided(LeaseRequest request) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              lock.limitWaits(settings.lockPatience());
              lock.share();
              return decide(request, time.now());
            }));
  }

  private GrantOutcome decide(LeaseRequest request, Instant now) {
    Map<String, Lease> present = new HashMap<>();
    for (Lease lease : leases.lock(request.wanted().stream().map(Wanted::leaseId).toList())) {
      if (lease.closed()) {
        return new GrantOutcome.Closed(lease.id());
      }
      present.put(lease.id(), lease);
    }
    List<Budget> known =
        budgets.find(request.wanted().stream().map(Wanted::budgetId).distinct().toList());
    return switch (demands.read(request, known, now)) {
      case ReadDemands.Reading.Refused(Budget budget) -> new GrantOutcome.UnknownPrice(budget);
      case ReadDemands.Reading.Demands demanded -> grant(request, demanded, present, now);
    };
  }

  private GrantOutcome grant(
      LeaseRequest request,
      ReadDemands.Reading.Demands demanded,
      Map<String, Lease> present,
      Instant now) {
    List<Demand> missing =
        demanded.demands().stream().filter(each -> !present.containsKey(each.leaseId())).toList();
    Map<CounterKey, BigDecimal> left = missing.isEmpty() ? Map.of() : left(missing, now);
    for (Demand demand : demanded.demands()) {
      Lease held = present.get(demand.leaseId());
      BigDecimal available =
          held != null ? held.granted() : left.getOrDefault(demand.counter(), BigDecimal.ZERO);
      if (need(demand, request).compareTo(available) > 0) {
        return exhausted(demand, request, available, now);
      }
    }
    return granted(request, demanded, present, left, now);
  }

  private static BigDecimal need(Demand demand, LeaseRequest request) {
    return demand.need(request.inputTokens(), request.outputTokens());
  }

  /** What neither is spent nor granted; below zero after a limit was lowered. */
  private Map<CounterKey, BigDecimal> left(List<Demand> missing, Instant now) {
    Map<CounterKey, Instant> since = new HashMap<>();
    missing.forEach(
        each -> since.put(each.counter(), each.budget().firstSlotAt(each.window(), now)));
    Map<CounterKey, BigDecimal> granted = counters.makeAndLock(since.keySet());
    Map<CounterKey, Spent> spent = spending.since(since);
    Map<CounterKey, BigDecimal> left = new HashMap<>();
    for (Demand demand : missing) {
      CounterKey key = demand.counter();
      Spent sum = spent.get(key);
      left.put(
          key,
          demand
              .budget()
              .definition()
              .limit()
              .subtract(sum == null ? BigDecimal.ZERO : sum.amount())
              .subtract(granted.getOrDefault(key, BigDecimal.ZERO)));
    }
    return left;
  }

  private GrantOutcome granted(
      LeaseRequest request,
      ReadDemands.Reading.Demands demanded,
      Map<String, Lease> present,
      Map<CounterKey, BigDecimal> left,
      Instant now) {
    List<GrantedLease> all = new ArrayList<>();
    SortedMap<CounterKey, BigDecimal> added = new TreeMap<>();
    for (Demand demand : demanded.demands()) {
      BigDecimal need = need(demand, request);
      Lease lease = present.get(demand.leaseId());
      if (lease == null) {
        BigDecimal available = left.getOrDefault(demand.counter(), BigDecimal.ZERO);
        lease = lease(demand, amount(demand, need, request.attempts(), available), now);
        leases.add(lease, now);
        added.merge(lease.counter(), lease.granted(), BigDecimal::add);
      }
      all.add(
          new GrantedLease(
              lease.id(),
              demand.budget(),
              demand.value(),
              lease.granted(),
              need,
              demand.window().start(),
              lease.expiresAt()));
    }
    if (!added.isEmpty()) {
      counters.add(added);
    }
    return new GrantOutcome.Granted(all, demanded.needless(), demanded.flagged(), demanded.rates());
  }

  /** Enough for several attempts, but no more than a share of what is left. */
  private BigDecimal amount(Demand demand, BigDecimal need, int attempts, BigDecimal available) {
    int scale =
        switch (demand.budget().definition().unit()) {
          case USD -> MONEY_SCALE;
          case TOKENS -> 0;
        };
    BigDecimal share =
        available.divide(BigDecimal.valueOf(settings.share()), scale, RoundingMode.DOWN);
    return need.multiply(BigDecimal.valueOf(attempts)).min(share).max(need);
  }

  private Lease lease(Demand demand, BigDecimal amount, Instant now) {
    Instant expires = now.plus(settings.duration());
    Instant end = demand.window().end();
    return new Lease(
        demand.leaseId(),
        demand.counter(),
        amount,
        null,
        BigDecimal.ZERO,
        end != null && end.isBefore(expires) ? end : expires);
  }

  private GrantOutcome exhausted(
      Demand demand, LeaseRequest request, BigDecimal available, Instant now) {
    CounterKey key = demand.counter();
    Spent spent =
        spending
            .since(Map.of(key, demand.budget().firstSlotAt(demand.window(), now)))
            .getOrDefault(key, new Spent(BigDecimal.ZERO, now));
    BigDecimal unspent = demand.budget().definition().limit().subtract(spent.amount());
    boolean passing = need(demand, request).compareTo(unspent) <= 0;
    if (!passing) {
      thresholds.exhausted(demand.budget(), demand.window(), demand.value(), spent.amount(), now);
    }
    return new GrantOutcome.Exhausted(
        demand.budget(),
        demand.value(),
        available.max(BigDecimal.ZERO),
        passing,
        demand.budget().moreAt(demand.window(), spent.firstSlot()),
        now);
  }
}
