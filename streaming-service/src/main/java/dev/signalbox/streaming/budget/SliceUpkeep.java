package dev.signalbox.streaming.budget;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/** Gives slices back: those of budgets that have changed, those that idle, and at the end all. */
final class SliceUpkeep {

  private final HeldSlices held;
  private final AskForSlices ask;
  private final Duration idle;

  SliceUpkeep(
      KnownBudgets budgets, HeldSlices held, AskForSlices ask, BudgetProperties properties) {
    this.held = held;
    this.ask = ask;
    this.idle = properties.idle();
    budgets.onChange(this::changed);
  }

  private void changed(Map<String, @Nullable Budget> changes) {
    held.forgetRefusals(changes.keySet());
    ask.closeSoon(
        held.drop(
            slice -> {
              String id = slice.key().budgetId();
              Budget budget = changes.get(id);
              return changes.containsKey(id)
                  && (budget == null || slice.revision() < budget.revision());
            }));
  }

  @Scheduled(fixedDelay = 2_000)
  void giveBackWhatIdles() {
    long moment = System.nanoTime() - idle.toNanos();
    List<String> idling = held.drop(slice -> slice.idleSince(moment));
    if (!idling.isEmpty()) {
      ask.close(idling);
    }
  }

  /** This process ends: others can use what it holds. */
  void giveBackEverything() {
    List<String> all = held.drop(_ -> true);
    if (!all.isEmpty()) {
      ask.close(all);
    }
  }
}
