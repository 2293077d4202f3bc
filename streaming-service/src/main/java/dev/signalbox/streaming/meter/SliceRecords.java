package dev.signalbox.streaming.meter;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of slices of budgets: noted down before they are asked for, closed once. Closing tells
 * cost-service what was used of a slice, so that the rest is free again; it happens whether or not
 * the replica that asked still lives.
 */
public final class SliceRecords {

  private final Slices slices;
  private final Events events;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  SliceRecords(Slices slices, Events events, Outbox outbox, TransactionTemplate transaction) {
    this.slices = slices;
    this.events = events;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /** A slice that is about to be asked for. */
  public record Intent(String leaseId, String budgetId, String value) {}

  /**
   * Notes down what is about to be asked for, and closes what that replaces.
   *
   * @param life after which no attempt may begin under them
   * @throws MeterUnavailableException when they are not noted: they must not be asked for
   */
  public void intend(List<Intent> intents, Collection<String> replaced, Duration life) {
    committed(
        () -> {
          slices.insert(intents, life);
          closeLocked(replaced.isEmpty() ? List.of() : slices.lock(replaced));
        });
  }

  /**
   * Forgets slices that were certainly not granted.
   *
   * @throws MeterUnavailableException when they are not; they are then closed like any other
   */
  public void forget(Collection<String> leaseIds) {
    committed(() -> slices.delete(leaseIds));
  }

  /**
   * Closes slices that nothing is reserved of any more.
   *
   * @throws MeterUnavailableException when they are not; they are then closed when they run out
   */
  public void close(Collection<String> leaseIds) {
    committed(() -> closeLocked(slices.lock(leaseIds)));
  }

  /** Closes slices that have run out, whoever asked for them, and tells how many it were. */
  int sweep() {
    Integer swept =
        transaction.execute(
            _ -> {
              List<String> runOut = slices.lockRunOut();
              closeLocked(runOut);
              return runOut.size();
            });
    return swept == null ? 0 : swept;
  }

  private void closeLocked(List<String> locked) {
    if (locked.isEmpty()) {
      return;
    }
    Map<String, BigDecimal> used = slices.used(locked);
    slices.close(locked);
    for (String leaseId : locked) {
      Event event =
          events.create(
              MeterEvents.LEASE_CLOSED,
              "lease/" + leaseId,
              new MeterEvents.LeaseClosed(
                  leaseId, used.getOrDefault(leaseId, BigDecimal.ZERO).toPlainString()));
      outbox.publish(Topics.USAGE, event.subject(), event);
    }
  }

  private void committed(Runnable work) {
    try {
      transaction.executeWithoutResult(_ -> work.run());
    } catch (DataAccessException | TransactionException e) {
      throw new MeterUnavailableException(e);
    }
  }
}
