package dev.signalbox.cost.ledger;

import dev.signalbox.cost.lease.SettleAttempts;
import dev.signalbox.cost.ledger.Ledger.Entry;
import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Puts attempts into the ledger: prices them, adds them to the sums, tells the others and settles
 * them with the budgets, all in one transaction. However often it is told of an attempt, the
 * attempt has one entry.
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
   * Records the attempts, all or none. An event seen before changes nothing; of an attempt that
   * several events tell of the first one counts.
   *
   * @throws ImplausibleAttemptException if the id of one of them cannot be right
   */
  public void record(List<ToldAttempt> attempts) {
    Map<String, ToldAttempt> byEvent = new LinkedHashMap<>();
    for (ToldAttempt told : attempts) {
      partitions.ensure(AttemptTime.of(told.attempt().attemptId()));
      byEvent.putIfAbsent(told.event().id(), told);
    }
    consumed.onceEach(
        CONSUMER,
        byEvent.values().stream().map(ToldAttempt::event).toList(),
        unseen -> {
          byEvent.keySet().retainAll(unseen.stream().map(Event::id).toList());
          add(byEvent.values());
        });
  }

  private void add(Collection<ToldAttempt> unseen) {
    Map<String, ToldAttempt> byAttempt = new LinkedHashMap<>();
    unseen.forEach(told -> byAttempt.putIfAbsent(told.attempt().attemptId(), told));
    List<Entry> added =
        ledger.add(bills.bill(byAttempt.values().stream().map(ToldAttempt::attempt).toList()));
    if (added.size() < unseen.size()) {
      logWhatAddsNothing(unseen, added);
    }
    if (added.isEmpty()) {
      return;
    }
    rollups.add(added);
    agents.add(added);
    outbox.publishAll(
        Topics.COSTS,
        added.stream()
            .map(entry -> recorded(entry, byAttempt.get(entry.attempt().attemptId())))
            .toList());
    // Last, because others wait for the counters of the same budgets until this is committed.
    settlements.settle(
        added.stream().map(Entry::charge).toList(),
        added.stream()
            .flatMap(entry -> entry.attempt().admission().reservations().stream())
            .toList());
  }

  private Event recorded(Entry entry, @Nullable ToldAttempt told) {
    Event cause = Objects.requireNonNull(told).event();
    return events.following(
        cause, "signalbox.cost.recorded.v1", cause.subject(), RecordedCost.of(entry));
  }

  private static void logWhatAddsNothing(Collection<ToldAttempt> unseen, List<Entry> added) {
    Set<String> adding =
        added.stream().map(entry -> entry.attempt().usageEventId()).collect(Collectors.toSet());
    for (ToldAttempt told : unseen) {
      if (!adding.contains(told.attempt().usageEventId())) {
        LOG.info(
            "Attempt {} is in the ledger already; event {} adds nothing",
            told.attempt().attemptId(),
            told.attempt().usageEventId());
      }
    }
  }
}
