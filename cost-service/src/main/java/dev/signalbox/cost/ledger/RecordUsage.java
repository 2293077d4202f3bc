package dev.signalbox.cost.ledger;

import dev.signalbox.cost.lease.SettleAttempts;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Puts an attempt into the ledger: prices it, adds it to the sums, tells the others and settles it
 * with the budgets, all in one transaction. However often it is told of an attempt, the attempt has
 * one entry.
 */
@Service
public class RecordUsage {

  private static final Logger LOG = LoggerFactory.getLogger(RecordUsage.class);
  private static final String CONSUMER = "ledger";

  private final ConsumedEvents consumed;
  private final MonthlyPartitions partitions;
  private final BillUsage bills;
  private final Ledger ledger;
  private final Rollups rollups;
  private final AgentRollups agents;
  private final SettleAttempts settlements;
  private final Events events;
  private final Outbox outbox;

  RecordUsage(
      ConsumedEvents consumed,
      MonthlyPartitions partitions,
      BillUsage bills,
      Ledger ledger,
      Rollups rollups,
      AgentRollups agents,
      SettleAttempts settlements,
      Events events,
      Outbox outbox) {
    this.consumed = consumed;
    this.partitions = partitions;
    this.bills = bills;
    this.ledger = ledger;
    this.rollups = rollups;
    this.agents = agents;
    this.settlements = settlements;
    this.events = events;
    this.outbox = outbox;
  }

  /**
   * Records the attempt.
   *
   * @param event the usage event that told of it; an event seen before changes nothing
   * @throws ImplausibleAttemptException if the attempt's id cannot be right
   */
  public void record(Event event, Attempt attempt) {
    partitions.ensure(AttemptTime.of(attempt.attemptId()));
    consumed.once(CONSUMER, event, () -> record(attempt, event.subject()));
  }

  private void record(Attempt attempt, String subject) {
    Optional<Entry> added = ledger.add(attempt, bills.bill(attempt));
    if (added.isEmpty()) {
      LOG.info(
          "Attempt {} is in the ledger already; event {} adds nothing",
          attempt.attemptId(),
          attempt.usageEventId());
      return;
    }
    rollups.add(added.get());
    agents.add(added.get());
    outbox.publish(
        Topics.COSTS,
        subject,
        events.create(
            "signalbox.cost.recorded.v1",
            subject,
            RecordedCost.of(added.get()),
            attempt.usageEventId()));
    // Last, because others wait for the counters of the same budgets until this is committed.
    settlements.settle(added.get().charge(), attempt.admission().reservations());
  }
}
