package dev.signalbox.eventstore.ingest.parked;

import java.time.Clock;
import org.springframework.stereotype.Service;

/** Gives parked records up for good: their content is deleted. */
@Service
public class DiscardingParkedRecords {

  private final ParkedRecords records;
  private final Clock clock;

  DiscardingParkedRecords(ParkedRecords records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  public DiscardOutcome discard(String id) {
    if (records.discard(id, clock.instant())) {
      return DiscardOutcome.DISCARDED;
    }
    return records
        .find(id)
        .map(
            record ->
                record.state() == State.FILED ? DiscardOutcome.FILED : DiscardOutcome.DISCARDED)
        .orElse(DiscardOutcome.UNKNOWN);
  }
}
