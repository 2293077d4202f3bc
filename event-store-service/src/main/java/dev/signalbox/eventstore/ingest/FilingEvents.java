package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.Admission;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.AppendRefusedException;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.NewEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Files platform events in one transaction: each once, causes before effects. */
@Service
public class FilingEvents {

  /** The consumer group whose records are filed. */
  public static final String CONSUMER = "event-store-service";

  private static final int ATTEMPTS = 10;

  private final EventLog log;
  private final Admission admission;
  private final HeldEvents held;
  private final NameLocks locks;
  private final Clock clock;
  private final IngestProperties properties;
  private final TransactionTemplate transaction;

  FilingEvents(
      @Qualifier(LogViews.STORED) EventLog log,
      Admission admission,
      HeldEvents held,
      NameLocks locks,
      Clock clock,
      IngestProperties properties,
      PlatformTransactionManager transactions) {
    this.log = log;
    this.admission = admission;
    this.held = held;
    this.locks = locks;
    this.clock = clock;
    this.properties = properties;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Files the events, or holds those whose cause is still to come. Events filed or held before are
   * passed over.
   *
   * @throws UnstorableEventException if the database refuses one of them; then nothing was done
   * @throws AppendRefusedException if one of them breaks a rule; then nothing was done
   */
  public void file(List<NewEvent> events) {
    List<NewEvent> admitted = admitted(events);
    if (!admitted.isEmpty()) {
      attempt(admitted, order -> admitted.forEach(order::arrive));
    }
  }

  // Before the transaction, because admitting may write; and before holding, so that what is held
  // is sealed. The rules may have changed since an event was filed that is delivered again.
  private List<NewEvent> admitted(List<NewEvent> events) {
    try {
      return admission.admit(events);
    } catch (AppendRefusedException e) {
      Set<String> ids = events.stream().map(NewEvent::id).collect(Collectors.toSet());
      Set<String> known = new HashSet<>(held.filedAmong(ids));
      held.around(ids).forEach(one -> known.add(one.event().id()));
      List<NewEvent> unknown =
          events.stream().filter(event -> !known.contains(event.id())).toList();
      if (unknown.size() == events.size()) {
        throw e;
      }
      return unknown.isEmpty() ? List.of() : admission.admit(unknown);
    }
  }

  /**
   * Files held events whose time is over or whose cause has come another way.
   *
   * @return how many were looked at
   */
  int release() {
    Instant now = clock.instant();
    List<HeldEvent> due = held.releasable(now, properties.batchSize());
    if (!due.isEmpty()) {
      attempt(
          due.stream().map(HeldEvent::event).toList(),
          order -> {
            for (HeldEvent one : due) {
              if (one.releaseAt().isAfter(now)) {
                order.reconsider(one.event().id());
              } else {
                order.overdue(one.event().id());
              }
            }
          });
    }
    return due.size();
  }

  private void attempt(List<NewEvent> events, Decision decision) {
    for (int attempt = 1; ; attempt++) {
      try {
        if (Boolean.TRUE.equals(transaction.execute(status -> once(events, decision)))) {
          return;
        }
      } catch (DuplicateKeyException e) {
        // One of them was appended over HTTP meanwhile: look again.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("Held events kept changing while events were to be filed");
      }
    }
  }

  private boolean once(List<NewEvent> events, Decision decision) {
    Set<String> ids = events.stream().map(NewEvent::id).collect(Collectors.toSet());
    List<NewEvent> locked = new ArrayList<>(events);
    held.around(ids).forEach(one -> locked.add(one.event()));
    locks.acquire(locked);

    List<HeldEvent> waiting = held.around(ids);
    List<NewEvent> concerned = new ArrayList<>(events);
    waiting.forEach(one -> concerned.add(one.event()));
    if (!NameLocks.namesOf(locked).containsAll(NameLocks.namesOf(concerned))) {
      return false;
    }
    CausalOrder order =
        new CausalOrder(
            surroundings(concerned, waiting), clock.instant().plus(properties.holdBack()));
    decision.decide(order);
    FilingPlan plan = order.plan();
    if (!plan.toFile().isEmpty()) {
      append(plan.toFile());
    }
    held.apply(plan);
    return true;
  }

  private Surroundings surroundings(Collection<NewEvent> concerned, List<HeldEvent> waiting) {
    Set<String> ids = new HashSet<>();
    Set<Lane> lanes = new HashSet<>();
    for (NewEvent event : concerned) {
      ids.add(event.id());
      if (event.causationId() != null) {
        ids.add(event.causationId());
      }
      lanes.add(Lane.of(event));
    }
    waiting.forEach(one -> ids.add(one.waitsFor()));
    Map<Lane, String> lastHeld =
        held.lastOf(lanes).stream()
            .collect(Collectors.toMap(one -> Lane.of(one.event()), one -> one.event().id()));
    return new Surroundings(held.filedAmong(ids), waiting, lastHeld);
  }

  private void append(List<NewEvent> events) {
    switch (log.append(Append.of(events))) {
      case AppendOutcome.Appended _ -> {}
      case AppendOutcome.Unstorable unstorable ->
          throw new UnstorableEventException(unstorable.reason());
      case AppendOutcome.Repeated _,
          AppendOutcome.IdTaken _,
          AppendOutcome.WrongVersion _,
          AppendOutcome.Overtaken _ ->
          // Filed ones were filtered out: one of them came over HTTP since.
          throw new DuplicateKeyException("An event of this append was recorded meanwhile");
    }
  }

  private interface Decision {
    void decide(CausalOrder order);
  }
}
