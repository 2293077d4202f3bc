package dev.signalbox.streaming.meter;

import dev.signalbox.kit.commit.Commit;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** Records beginnings and ends of any number of attempts, and their events, in one transaction. */
final class RecordAttempts implements Commit<Entry, Recorded> {

  private final Attempts attempts;
  private final Reservations reservations;
  private final AttemptEvents events;
  private final Outbox outbox;
  private final TransactionTemplate transaction;
  private final Duration lease;

  RecordAttempts(
      Attempts attempts,
      Reservations reservations,
      AttemptEvents events,
      Outbox outbox,
      TransactionTemplate transaction,
      Duration lease) {
    this.attempts = attempts;
    this.reservations = reservations;
    this.events = events;
    this.outbox = outbox;
    this.transaction = transaction;
    this.lease = lease;
  }

  @Override
  public Recorded one(Entry entry) {
    return all(List.of(entry)).getFirst();
  }

  @Override
  public List<Recorded> all(List<Entry> entries) {
    return Objects.requireNonNull(transaction.execute(_ -> recorded(entries)));
  }

  /** A text that the database does not take, or an event that is too long. */
  @Override
  public boolean mayBeOfOne(RuntimeException failure) {
    return failure instanceof DataIntegrityViolationException
        || failure instanceof IllegalArgumentException;
  }

  private List<Recorded> recorded(List<Entry> entries) {
    List<Entry.Beginning> beginnings = of(entries, Entry.Beginning.class);
    List<Entry.Ending> endings = of(entries, Entry.Ending.class);
    Instant admittedAt = beginnings.isEmpty() ? Instant.EPOCH : attempts.insert(beginnings, lease);
    Set<String> lapsed = reservations.insert(beginnings);
    attempts.withdraw(lapsed);
    Set<String> ended = attempts.end(endings);
    List<Event> told = new ArrayList<>();
    List<Recorded> recorded = new ArrayList<>();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Beginning(AttemptFacts facts, Reserved _, Event event) -> {
          if (lapsed.contains(facts.id())) {
            recorded.add(new Recorded.Lapsed());
          } else {
            told.add(events.admitted(event, facts.admitted(admittedAt)));
            recorded.add(new Recorded.Begun(admittedAt));
          }
        }
        case Entry.Ending(String id, AttemptEnd _, Instant _, Event event) -> {
          if (ended.contains(id)) {
            told.add(event);
          }
          recorded.add(new Recorded.Ended());
        }
      }
    }
    if (!told.isEmpty()) {
      outbox.publishAll(Topics.USAGE, told);
    }
    return recorded;
  }

  private static <E extends Entry> List<E> of(List<Entry> entries, Class<E> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
