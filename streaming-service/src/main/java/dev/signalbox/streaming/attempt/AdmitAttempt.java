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
  private final boolean cutAtCeiling;

  /**
   * @param cutAtCeiling whether an attempt ends when it has put out what is reserved for it
   */
  AdmitAttempt(ReserveBudgets budgets, WorstCase worstCase, Meter meter, boolean cutAtCeiling) {
    this.budgets = budgets;
    this.worstCase = worstCase;
    this.meter = meter;
    this.cutAtCeiling = cutAtCeiling;
  }

  /** It is let in, and may put out so much. */
  record Admission(RunningAttempt running, OutputCeiling ceiling) {}

  /**
   * Lets it in.
   *
   * @throws OverBudgetException when a budget does not cover its worst case
   * @throws MeterUnavailableException when it cannot be recorded
   */
  Admission admit(Worded worded, ModelCall call) {
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
        return new Admission(
            meter.start(attempted, call.origin(), reserved),
            ceiling(worded, call, demand, reserved));
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

  /**
   * There is none where nothing is reserved, the provider would bill the rest all the same, or
   * several answers come side by side.
   */
  private OutputCeiling ceiling(Worded worded, ModelCall call, Demand demand, Reserved reserved) {
    ClientRequest request = call.request();
    boolean cut =
        cutAtCeiling
            && request.stream()
            && request.bounds().choices() == 1
            && worded.target().cancelStopsBilling()
            && !reserved.reservations().isEmpty();
    return cut ? new OutputCeiling.Tokens(demand.outputTokens()) : new OutputCeiling.None();
  }
}
