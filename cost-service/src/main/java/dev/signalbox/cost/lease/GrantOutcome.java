package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a request for leases. */
public sealed interface GrantOutcome {

  /**
   * All of them are granted.
   *
   * @param needless budgets that do not limit the attempt any more
   * @param flagged budgets that let it be made though its price is unknown
   * @param rates null if the model has no price
   */
  record Granted(
      List<GrantedLease> leases,
      List<String> needless,
      List<String> flagged,
      @Nullable WorstRates rates)
      implements GrantOutcome {

    public Granted {
      leases = List.copyOf(leases);
      needless = List.copyOf(needless);
      flagged = List.copyOf(flagged);
    }
  }

  /**
   * A budget has too little left, and nothing is granted.
   *
   * @param passing whether what is missing is granted to others and may come back unspent
   * @param moreAt when there will be more; null if that is not in sight
   */
  record Exhausted(
      Budget budget,
      String value,
      BigDecimal remaining,
      boolean passing,
      @Nullable Instant moreAt,
      Instant now)
      implements GrantOutcome {}

  /** The model has no price, and this budget lets nothing be made at an unknown one. */
  record UnknownPrice(Budget budget) implements GrantOutcome {}

  /** One of the leases was closed before. */
  record Closed(String leaseId) implements GrantOutcome {}

  /** Others are at work on one of the budgets; nothing is granted. */
  record Busy() implements GrantOutcome {}

  /**
   * A lease as its holder gets it.
   *
   * @param need what the attempt that it was asked for has to reserve of it
   * @param notBefore the first moment at which attempts may begin under it
   * @param notAfter the moment from which on they may not
   */
  record GrantedLease(
      String leaseId,
      Budget budget,
      String value,
      BigDecimal granted,
      BigDecimal need,
      Instant notBefore,
      Instant notAfter) {}
}
