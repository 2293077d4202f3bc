package dev.signalbox.streaming.budget;

import dev.signalbox.kit.context.Carried;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.streaming.budget.HeldSlices.Settled;
import dev.signalbox.streaming.budget.HeldSlices.Taking;
import dev.signalbox.streaming.budget.Lessor.Answer;
import dev.signalbox.streaming.budget.Lessor.Question;
import dev.signalbox.streaming.budget.Lessor.Wanted;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.Reserved;
import dev.signalbox.streaming.meter.SliceRecords;
import dev.signalbox.streaming.meter.SliceRecords.Intent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for slices. Each is noted down before it is asked for, so that what was granted is given
 * back whatever happens here.
 */
final class AskForSlices {

  private static final Logger LOG = LoggerFactory.getLogger(AskForSlices.class);

  private final HeldSlices held;
  private final KnownRates rates;
  private final SliceRecords records;
  private final Lessor lessor;
  private final BudgetProperties properties;

  AskForSlices(
      HeldSlices held,
      KnownRates rates,
      SliceRecords records,
      Lessor lessor,
      BudgetProperties properties) {
    this.held = held;
    this.rates = rates;
    this.records = records;
    this.lessor = lessor;
    this.properties = properties;
  }

  /** What came of asking. */
  sealed interface Result {

    /** What the attempt needs is reserved. */
    record Reserved(dev.signalbox.streaming.meter.Reserved reserved) implements Result {}

    /**
     * It is not; things have to be looked at again.
     *
     * @param needless budgets that need no lease for this attempt
     */
    record Again(Set<String> needless) implements Result {}
  }

  /**
   * Asks for what an attempt misses and reserves it. The caller has leave to ask.
   *
   * @param needs of all that it claims
   * @throws OverBudgetException when it is refused for good
   * @throws MeterUnavailableException when what is asked for cannot be noted down
   */
  Result now(
      Demand demand, List<Claim> missing, Map<Claim, Optional<BigDecimal>> needs, Duration within) {
    List<SliceKey> keys = missing.stream().map(Claim::key).toList();
    boolean settled = false;
    try {
      int attempts = held.nextSize(keys, properties.attemptsPerSlice());
      // What is left of the present slices is too little for this: it is better given back.
      Asked asked = ask(demand, missing, attempts, held.drop(keys), within);
      switch (asked.answer()) {
        case Answer.Granted granted -> {
          Map<Claim, Optional<BigDecimal>> all = new LinkedHashMap<>(needs);
          all.keySet().removeIf(claim -> granted.needless().contains(claim.budget().id()));
          asked.needs(granted).forEach((claim, need) -> all.put(claim, Optional.of(need)));
          Settled taken = held.settle(keys, asked.slices(granted), all);
          settled = true;
          closeSoon(taken.replaced());
          return result(granted, taken.taking());
        }
        case Answer.Refused refused -> {
          settled = true;
          OverBudgetException failure = failure(refused);
          held.settleInVain(keys, Refusals.of(keys, refused, failure));
          forget(asked);
          if (refused.ofThisRequest()) {
            throw failure;
          }
          return new Result.Again(Set.of());
        }
        case Answer.Unanswered(String why) -> {
          settled = true;
          LOG.warn("Budgets could not be asked: {}", why);
          held.settleInVain(keys, Refusals.unanswered(keys));
          closeSoon(asked.leaseIds());
          return new Result.Again(Set.of());
        }
      }
    } finally {
      if (!settled) {
        held.settleInVain(keys, Map.of());
      }
    }
  }

  private static Result result(Answer.Granted granted, Taking taking) {
    return switch (taking) {
      case Taking.Taken taken -> new Result.Reserved(new Reserved(taken.reservations()));
      case Taking.Missing _ -> new Result.Again(Set.copyOf(granted.needless()));
    };
  }

  /** Asks for slices that take the place of those that run low, while nobody waits for them. */
  void ahead(Demand demand, List<Claim> low) {
    if (low.isEmpty() || held.refusal(low, Map.of()).isPresent()) {
      return;
    }
    List<SliceKey> keys = low.stream().map(Claim::key).toList();
    if (held.mayAsk(keys)) {
      Thread.ofVirtual()
          .name("budget-slices")
          .start(Carried.runnable(() -> askAhead(demand, low, keys)));
    }
  }

  private void askAhead(Demand demand, List<Claim> low, List<SliceKey> keys) {
    boolean settled = false;
    try {
      int attempts = held.nextSize(keys, properties.attemptsPerSlice());
      Asked asked = ask(demand, low, attempts, List.of(), properties.patience());
      switch (asked.answer()) {
        case Answer.Granted granted -> {
          Settled taken = held.settle(keys, asked.slices(granted), Map.of());
          settled = true;
          closeSoon(taken.replaced());
        }
        case Answer.Refused refused -> {
          settled = true;
          held.settleInVain(keys, Refusals.of(keys, refused, failure(refused)));
          forget(asked);
        }
        case Answer.Unanswered _ -> {
          settled = true;
          held.settleInVain(keys, Refusals.unanswered(keys));
          closeSoon(asked.leaseIds());
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Slices are not asked for ahead: {}", e.toString());
    } finally {
      if (!settled) {
        held.settleInVain(keys, Map.of());
      }
    }
  }

  private Asked ask(
      Demand demand,
      List<Claim> claims,
      int attempts,
      Collection<String> replaced,
      Duration within) {
    List<Wanted> wanted =
        claims.stream().map(claim -> new Wanted(IdKind.LEASE.next(), claim)).toList();
    long at = System.nanoTime();
    records.intend(
        wanted.stream()
            .map(
                each ->
                    new Intent(each.leaseId(), each.claim().budget().id(), each.claim().value()))
            .toList(),
        replaced,
        properties.sliceLife());
    Answer answer = lessor.lease(new Question(demand, attempts, wanted), within);
    Asked asked = new Asked(wanted, attempts, at, at + properties.sliceLife().toNanos(), answer);
    if (answer instanceof Answer.Granted granted) {
      learn(demand, granted.rates(), asked.until());
    }
    return asked;
  }

  private void learn(Demand demand, WorstRates.@Nullable Stated stated, long until) {
    if (stated != null) {
      rates.learn(demand, stated.until(until));
    }
  }

  private static OverBudgetException failure(Answer.Refused refused) {
    return new OverBudgetException(
        refused.status(), refused.code(), refused.message(), refused.retryAfter());
  }

  private void forget(Asked asked) {
    try {
      records.forget(asked.leaseIds());
    } catch (MeterUnavailableException e) {
      LOG.debug("Slices that were refused are closed when they run out", e);
    }
  }

  /** Closes leases that nothing is reserved of any more. Nobody waits for that. */
  void closeSoon(List<String> leaseIds) {
    if (!leaseIds.isEmpty()) {
      Thread.ofVirtual().name("budget-slices").start(() -> close(leaseIds));
    }
  }

  void close(List<String> leaseIds) {
    try {
      records.close(leaseIds);
    } catch (MeterUnavailableException e) {
      LOG.debug("Slices are closed when they run out", e);
    }
  }
}
