package dev.signalbox.eventstore.ingest.parked;

import java.time.Clock;
import org.springframework.stereotype.Service;

/** Records dead letters that have not expired, for as long as there is room. */
@Service
public class RecordingDeadLetters {

  private final ParkedRecords records;
  private final ParkedProperties properties;
  private final Clock clock;

  RecordingDeadLetters(ParkedRecords records, ParkedProperties properties, Clock clock) {
    this.records = records;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Records it once, however often it is delivered.
   *
   * @throws ParkingFullException if there is no room
   */
  public void record(DeadLetter letter) {
    // What has expired may be delivered again, and is not known any more then.
    if (letter.parkedAt().isBefore(clock.instant().minus(properties.keep()))) {
      return;
    }
    ParkedRecords.Occupancy occupancy = records.occupancy();
    if (occupancy.records() >= properties.maxRecords()
        || occupancy.size() >= properties.maxSize().toBytes()) {
      throw new ParkingFullException(occupancy);
    }
    records.add(letter);
  }
}
