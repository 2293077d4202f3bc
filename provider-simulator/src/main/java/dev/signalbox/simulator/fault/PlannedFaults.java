package dev.signalbox.simulator.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Faults set beforehand for the next requests of a model; at most 1,000 models at a time. */
public final class PlannedFaults {

  private static final int MAX_MODELS = 1_000;

  private final Map<String, Plan> plans = new LinkedHashMap<>();

  private record Plan(Fault fault, int times) {}

  /** Lets the next {@code times} requests of the model fail; 0 takes the plan back. */
  public synchronized void plan(String model, Fault fault, int times) {
    plans.remove(model);
    if (times > 0) {
      plans.put(model, new Plan(fault, times));
      if (plans.size() > MAX_MODELS) {
        plans.remove(plans.keySet().iterator().next());
      }
    }
  }

  /** The fault of this request, used up by asking. */
  public synchronized Optional<Fault> next(String model) {
    Plan plan = plans.remove(model);
    if (plan == null) {
      return Optional.empty();
    }
    if (plan.times() > 1) {
      plans.put(model, new Plan(plan.fault(), plan.times() - 1));
    }
    return Optional.of(plan.fault());
  }
}
