package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.Demand;
import dev.signalbox.streaming.budget.OverBudgetException;
import dev.signalbox.streaming.budget.ReserveBudgets;
import dev.signalbox.streaming.meter.Attempted;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.meter.MeterUnavailableException;
import dev.signalbox.streaming.meter.ReservationLapsedException;
import dev.signalbox.streaming.meter.Reserved;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.provider.Target;
import dev.signalbox.streaming.wire.request.ClientRequest;

/** Lets an attempt in: within every hard budget that applies, and recorded. */
final class AdmitAttempt {

  private static final int MOST_LAPSES = 5;

  private final ReserveBudgets budgets;
  private final WorstCase worstCase;
  private final Meter meter;

  AdmitAttempt(ReserveBudgets budgets, WorstCase worstCase, Meter meter) {
    this.budgets = budgets;
    this.worstCase = worstCase;
    this.meter = meter;
  }

  /**
   * Lets it in.
   *
   * @throws OverBudgetException when a budget does not cover its worst case
   * @throws MeterUnavailableException when it cannot be recorded
   */
  RunningAttempt admit(Worded worded, ModelCall call) {
    Target target = worded.target();
    ClientRequest request = call.request();
    Demand demand = worstCase.of(target, call);
    Attempted attempted =
        new Attempted(
            target.provider(),
            target.model(),
            request.model(),
            worded.provider().usageFlavor(),
            target.simulated(),
            target.known(),
            request.estimatedInputTokens());
    for (int lapses = 1; ; lapses++) {
      Reserved reserved = budgets.reserve(demand, call.origin(), call.deadline());
      try {
        return meter.start(attempted, call.origin(), reserved);
      } catch (ReservationLapsedException e) {
        // A slice has run out at this very moment, or somebody else has closed it.
        budgets.lapsed(reserved);
        if (lapses == MOST_LAPSES) {
          throw new MeterUnavailableException(e);
        }
      } finally {
        budgets.begun(reserved);
      }
    }
  }
}
