package dev.signalbox.streaming.budget;

import dev.signalbox.streaming.budget.Lessor.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked for in vain lately, so that not every attempt has to find that out. */
final class Refusals {

  private static final Duration FINAL = Duration.ofSeconds(1);
  private static final Duration PASSING = Duration.ofMillis(200);

  private final Map<SliceKey, Refusal> refusals;

  /**
   * @param most how many are remembered
   */
  Refusals(int most) {
    this.refusals =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<SliceKey, Refusal> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * A slice was not to be had.
   *
   * @param remaining what a smaller demand may still find; null if there is no telling
   * @param passing whether that may change within moments
   * @param until when it may be asked for again, on the clock of {@link System#nanoTime}
   */
  record Refusal(
      OverBudgetException failure, @Nullable BigDecimal remaining, boolean passing, long until) {

    private boolean concerns(Optional<BigDecimal> need) {
      return remaining == null || need.isEmpty() || need.get().compareTo(remaining) > 0;
    }
  }

  /**
   * What an answer refused, and to whom that matters: only to the budget that refused, or to all
   * while they are busy. What is one request's own doing matters to no other.
   */
  static Map<SliceKey, Refusal> of(
      Collection<SliceKey> keys, Answer.Refused refused, OverBudgetException failure) {
    Map<SliceKey, Refusal> refusals = new HashMap<>();
    if (refused.ofThisRequest()) {
      return refusals;
    }
    long until = System.nanoTime() + (refused.passing() ? PASSING : FINAL).toNanos();
    for (SliceKey key : keys) {
      boolean refusing =
          key.budgetId().equals(refused.budgetId()) && key.value().equals(refused.value());
      if (refused.budgetId() == null || refusing) {
        refusals.put(key, new Refusal(failure, refused.remaining(), refused.passing(), until));
      }
    }
    return refusals;
  }

  /** That nobody answered. */
  static Map<SliceKey, Refusal> unanswered(Collection<SliceKey> keys) {
    OverBudgetException failure =
        new OverBudgetException(
            503,
            "budget_unavailable",
            "The budgets cannot be asked at the moment, and what this replica holds of them is"
                + " used up; try again shortly.",
            FINAL);
    Map<SliceKey, Refusal> refusals = new HashMap<>();
    long until = System.nanoTime() + PASSING.toNanos();
    keys.forEach(key -> refusals.put(key, new Refusal(failure, null, true, until)));
    return refusals;
  }

  synchronized void remember(Map<SliceKey, Refusal> refused) {
    refusals.putAll(refused);
  }

  synchronized void forget(SliceKey key) {
    refusals.remove(key);
  }

  synchronized void forgetBudgets(Collection<String> budgetIds) {
    refusals.keySet().removeIf(key -> budgetIds.contains(key.budgetId()));
  }

  /** One that concerns one of these claims; a final one rather than a passing one. */
  synchronized Optional<Refusal> concerning(
      List<Claim> claims, Map<Claim, Optional<BigDecimal>> needs) {
    long now = System.nanoTime();
    Optional<Refusal> found = Optional.empty();
    for (Claim claim : claims) {
      Refusal refusal = refusals.get(claim.key());
      if (refusal != null
          && refusal.until() - now > 0
          && refusal.concerns(needs.getOrDefault(claim, Optional.empty()))
          && (found.isEmpty() || found.get().passing())) {
        found = Optional.of(refusal);
      }
    }
    return found;
  }
}
