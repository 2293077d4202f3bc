package dev.signalbox.eventstore.ingest.parked;

/** As many records are parked as may be: this one waits where it is. */
public final class ParkingFullException extends RuntimeException {

  ParkingFullException(ParkedRecords.Occupancy occupancy) {
    super(
        "%d records with %d bytes are parked; replay or discard some to see more"
            .formatted(occupancy.records(), occupancy.size()));
  }
}
