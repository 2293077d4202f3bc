package dev.signalbox.streaming.budget;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.budget.HeldSlices.Taking;
import dev.signalbox.streaming.budget.Refusals.Refusal;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.meter.Reservation;
import dev.signalbox.streaming.meter.Reserved;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reserves the worst case of an attempt of every hard budget that applies to it: from the slices
 * that this replica holds, and only else by asking for more. Where none applies it costs a look.
 */
public final class ReserveBudgets {

  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final KnownBudgets budgets;
  private final LearnBudgets learn;
  private final KnownRates rates;
  private final HeldSlices held;
  private final AskForSlices ask;
  private final BudgetProperties properties;
  private final Clock clock;

  ReserveBudgets(
      KnownBudgets budgets,
      LearnBudgets learn,
      KnownRates rates,
      HeldSlices held,
      AskForSlices ask,
      BudgetProperties properties,
      Clock clock) {
    this.budgets = budgets;
    this.learn = learn;
    this.rates = rates;
    this.held = held;
    this.ask = ask;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Reserves for an attempt that is about to be made. The caller tells when it has {@link #begun}.
   *
   * @throws OverBudgetException when a budget does not let it be made, or none can be asked
   * @throws dev.signalbox.streaming.meter.MeterUnavailableException when nothing can be recorded
   */
  public Reserved reserve(Demand demand, Origin origin, Deadline deadline) {
    if (!learn.within(shorter(properties.firstPatience(), deadline.remaining(clock)))) {
      throw unavailable("The budgets are not known here yet.");
    }
    return new Reserving(
            demand,
            origin,
            System.nanoTime() + shorter(properties.patience(), deadline.remaining(clock)).toNanos())
        .reserve();
  }

  /** What was reserved may not be used after all: the slices are of no more use. */
  public void lapsed(Reserved reserved) {
    Set<String> leases = leases(reserved);
    ask.closeSoon(held.drop(slice -> leases.contains(slice.leaseId())));
  }

  /** The attempt that this was reserved for is on record now, or will never be. */
  public void begun(Reserved reserved) {
    if (!reserved.reservations().isEmpty()) {
      ask.closeSoon(held.begun(leases(reserved)));
    }
  }

  private static Set<String> leases(Reserved reserved) {
    return reserved.reservations().stream().map(Reservation::leaseId).collect(Collectors.toSet());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static OverBudgetException unavailable(String why) {
    return new OverBudgetException(
        503,
        "budget_unavailable",
        why + " Nothing is attempted that a budget may not cover; try again shortly.",
        MOMENT);
  }

  private final class Reserving {

    private final Demand demand;
    private final Origin origin;
    private final ModelName model;
    private final long until;
    private final Set<String> needless = new HashSet<>();
    private @Nullable OverBudgetException last;

    Reserving(Demand demand, Origin origin, long until) {
      this.demand = demand;
      this.origin = origin;
      this.model = ModelName.of(demand.provider(), demand.model());
      this.until = until;
    }

    Reserved reserve() {
      while (true) {
        long seen = held.changes().count();
        Map<Claim, Optional<BigDecimal>> needs = needs();
        if (needs.isEmpty()) {
          return Reserved.NOTHING;
        }
        switch (held.take(needs)) {
          case Taking.Taken taken -> {
            ask.ahead(demand, taken.low());
            return new Reserved(taken.reservations());
          }
          case Taking.Missing(List<Claim> missing) -> {
            Optional<Reserved> reserved = askOrWait(missing, needs, seen);
            if (reserved.isPresent()) {
              return reserved.get();
            }
          }
        }
        if (until - System.nanoTime() <= 0) {
          throw last == null ? unavailable("The budgets could not be asked in time.") : last;
        }
      }
    }

    /** The claims are looked up each time: a budget may change while an attempt waits for it. */
    private Map<Claim, Optional<BigDecimal>> needs() {
      Map<Claim, Optional<BigDecimal>> needs = new LinkedHashMap<>();
      for (Claim claim : budgets.claims(origin, model)) {
        if (!needless.contains(claim.budget().id())) {
          needs.put(claim, rates.need(claim.budget().unit(), demand));
        }
      }
      return needs;
    }

    private Optional<Reserved> askOrWait(
        List<Claim> missing, Map<Claim, Optional<BigDecimal>> needs, long seen) {
      Optional<Refusal> refusal = held.refusal(missing, needs);
      if (refusal.isPresent()) {
        last = refusal.get().failure();
        if (!refusal.get().passing()) {
          throw last;
        }
        await(seen, Math.min(refusal.get().until(), until));
        return Optional.empty();
      }
      if (!held.mayAsk(missing.stream().map(Claim::key).toList())) {
        await(seen, until);
        return Optional.empty();
      }
      Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
      return switch (ask.now(demand, missing, needs, left)) {
        case AskForSlices.Result.Reserved(Reserved reserved) -> Optional.of(reserved);
        case AskForSlices.Result.Again(Set<String> found) -> {
          needless.addAll(found);
          yield Optional.empty();
        }
      };
    }

    private void await(long seen, long moment) {
      try {
        held.changes().await(seen, moment - System.nanoTime());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unavailable("The wait for a budget was interrupted.");
      }
    }
  }
}
