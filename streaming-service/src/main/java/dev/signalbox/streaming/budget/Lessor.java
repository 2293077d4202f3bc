package dev.signalbox.streaming.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases parts of budgets: cost-service. */
interface Lessor {

  /**
   * Asks for leases, all or none, on behalf of the request that this thread serves.
   *
   * @param within which time there must be an answer
   */
  Answer lease(Question question, Duration within);

  /**
   * Every hard budget there is now; empty if that cannot be learnt.
   *
   * @param within which time there must be an answer
   */
  Optional<List<Budget>> budgets(Duration within);

  /**
   * What is asked for.
   *
   * @param attempts how many like this one the leases should last for
   */
  record Question(Demand demand, int attempts, List<Wanted> wanted) {}

  /** One lease. */
  record Wanted(String leaseId, Claim claim) {}

  /** What came of it. */
  sealed interface Answer {

    /**
     * They are granted.
     *
     * @param needless budgets that need no lease for this attempt
     * @param rates null if the model has no price
     */
    record Granted(List<Lease> leases, List<String> needless, WorstRates.@Nullable Stated rates)
        implements Answer {}

    /**
     * They are certainly not granted.
     *
     * @param budgetId null if it is not one budget's doing
     * @param remaining what that budget has left; null if it does not say
     * @param passing whether that may change within moments
     */
    record Refused(
        int status,
        String code,
        String message,
        @Nullable String budgetId,
        @Nullable String value,
        @Nullable BigDecimal remaining,
        boolean passing,
        Duration retryAfter)
        implements Answer {

      private static final int UNKNOWN_PRICE = 422;

      /** Whether it says nothing about other requests. */
      boolean ofThisRequest() {
        return status == UNKNOWN_PRICE || (budgetId == null && !passing);
      }
    }

    /** Nobody knows whether they are. */
    record Unanswered(String why) implements Answer {}
  }

  /**
   * A lease.
   *
   * @param need what this attempt reserves of it
   */
  record Lease(
      String leaseId,
      String budgetId,
      String value,
      long budgetRevision,
      BigDecimal granted,
      BigDecimal need,
      Instant notBefore,
      Instant notAfter) {}
}
