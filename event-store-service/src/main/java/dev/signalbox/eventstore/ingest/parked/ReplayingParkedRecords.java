package dev.signalbox.eventstore.ingest.parked;

import dev.signalbox.eventstore.ingest.FilingEvents;
import dev.signalbox.eventstore.ingest.ReadingEvents;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.kit.kafka.Outage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Files parked records like records that arrive. Filing comes first and passes over what is filed,
 * so whoever is killed before it is noted, or replays at the same time, does no harm.
 */
@Service
public class ReplayingParkedRecords {

  private final ParkedRecords records;
  private final ReadingEvents reading;
  private final FilingEvents filing;
  private final Clock clock;

  ReplayingParkedRecords(
      ParkedRecords records, ReadingEvents reading, FilingEvents filing, Clock clock) {
    this.records = records;
    this.reading = reading;
    this.filing = filing;
    this.clock = clock;
  }

  /** Replays one. */
  public ReplayOutcome replay(String id) {
    Optional<ParkedRecord> found = records.find(id);
    if (found.isEmpty()) {
      return new ReplayOutcome.Unknown();
    }
    ParkedRecord record = found.get();
    return switch (record.state()) {
      case FILED -> new ReplayOutcome.Tried(record);
      case DISCARDED -> new ReplayOutcome.Discarded();
      case PARKED -> {
        String consumer = record.consumer();
        yield consumer == null || consumer.equals(FilingEvents.CONSUMER)
            ? tried(record)
            : new ReplayOutcome.NotOurs(consumer);
      }
    };
  }

  /** Replays those of a topic, oldest first; what fails is passed over, as it was at first. */
  public List<ParkedRecord> replay(String topic, @Nullable Long after, int limit) {
    List<ParkedRecord> tried = new ArrayList<>();
    for (ParkedRecord record : records.parked(topic, FilingEvents.CONSUMER, after, limit)) {
      attempt(record);
      tried.add(records.find(record.id()).orElse(record));
    }
    return tried;
  }

  private ReplayOutcome tried(ParkedRecord record) {
    attempt(record);
    return records
        .find(record.id())
        .<ReplayOutcome>map(ReplayOutcome.Tried::new)
        .orElseGet(ReplayOutcome.Unknown::new);
  }

  private void attempt(ParkedRecord record) {
    Content content = records.content(record.id()).orElse(null);
    if (content == null) {
      return; // Settled meanwhile.
    }
    try {
      NewEvent event = reading.read(record.topic(), content.value());
      if (event != null) {
        filing.file(List.of(event));
      }
    } catch (RuntimeException failure) {
      if (Outage.causes(failure)) {
        throw failure;
      }
      records.failed(record.id(), Reason.of(failure));
      return;
    }
    records.filed(record.id(), clock.instant());
  }
}
