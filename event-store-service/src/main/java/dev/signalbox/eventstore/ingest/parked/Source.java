package dev.signalbox.eventstore.ingest.parked;

/**
 * Where a record comes from: its place on its topic, or the dead letter's own if that does not say.
 *
 * @param timestamp the record's, in epoch milliseconds; -1: none. A topic that was made anew has
 *     the same offsets with other timestamps
 */
public record Source(String topic, int partition, long offset, long timestamp) {

  private static final int LONGEST_NAME = 255;

  public Source {
    topic = StorableText.of(topic, LONGEST_NAME);
  }
}
