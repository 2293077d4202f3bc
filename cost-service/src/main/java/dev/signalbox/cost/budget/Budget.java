package dev.signalbox.cost.budget;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A budget in force.
 *
 * @param resets when counting began anew, oldest first
 */
public record Budget(
    String id,
    long revision,
    BudgetDefinition definition,
    Instant createdAt,
    Instant updatedAt,
    List<Instant> resets) {

  public Budget {
    resets = List.copyOf(resets);
  }

  /** The window that a moment belongs to; empty if it was before the budget. */
  public Optional<Window> windowAt(Instant moment) {
    if (moment.isBefore(createdAt)) {
      return Optional.empty();
    }
    Instant start = later(createdAt, definition.period().startOf(moment));
    Instant end = definition.period().endOf(moment);
    for (Instant reset : resets) {
      if (reset.isAfter(moment)) {
        end = end == null || reset.isBefore(end) ? reset : end;
      } else {
        start = later(start, reset);
      }
    }
    return Optional.of(new Window(start, end));
  }

  /** The window of a moment that cannot be before the budget, whatever a clock says. */
  public Window presentWindow(Instant now) {
    return windowAt(now.isBefore(createdAt) ? createdAt : now).orElseThrow();
  }

  /** Where in its window the spending of a moment is counted. */
  Instant slotOf(Window window, Instant moment) {
    return switch (definition.period()) {
      case Period.Rolling rolling -> rolling.slotOf(moment);
      case Period.Calendar _, Period.Total _ -> window.start();
    };
  }

  /** The first slot that counts at a moment. */
  public Instant firstSlotAt(Window window, Instant moment) {
    return switch (definition.period()) {
      case Period.Rolling rolling -> rolling.slotOf(moment.minus(rolling.length()));
      case Period.Calendar _, Period.Total _ -> window.start();
    };
  }

  /**
   * When there will be more of a window: at its end, or when the oldest spending leaves it.
   *
   * @param firstSlot the oldest slot that something was spent in; null if there is none
   */
  public @Nullable Instant moreAt(Window window, @Nullable Instant firstSlot) {
    return switch (definition.period()) {
      case Period.Rolling rolling ->
          firstSlot == null ? null : firstSlot.plus(rolling.slot()).plus(rolling.length());
      case Period.Calendar _, Period.Total _ -> window.end();
    };
  }

  /**
   * The period over which a threshold is told of once: the window; of a rolling one, stretches of
   * its length.
   */
  Instant alertPeriodOf(Window window, Instant moment) {
    return switch (definition.period()) {
      case Period.Rolling rolling -> {
        long length = rolling.length().toSeconds();
        yield later(
            window.start(),
            Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), length) * length));
      }
      case Period.Calendar _, Period.Total _ -> window.start();
    };
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }
}
