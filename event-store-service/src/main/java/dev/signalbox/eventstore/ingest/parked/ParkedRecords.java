package dev.signalbox.eventstore.ingest.parked;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parked records. What is settled keeps no content, and can be filed but not parked again. */
public interface ParkedRecords {

  /** Records a dead letter, unless one of the same record by the same consumer was. */
  void add(DeadLetter letter);

  /** Newest first, of a topic and in a state if they are given. */
  List<ParkedRecord> before(
      @Nullable String topic, @Nullable State state, @Nullable Long order, int limit);

  /** Those of a topic that are parked by this consumer or nobody knows by whom, oldest first. */
  List<ParkedRecord> parked(String topic, String consumer, @Nullable Long after, int limit);

  Optional<ParkedRecord> find(String id);

  /** Nothing once it is settled. */
  Optional<Content> content(String id);

  /** Settles it, even if it was discarded meanwhile: it is in the log. */
  void filed(String id, Instant now);

  /** Notes an attempt in vain, if it is still parked. */
  void failed(String id, Reason reason);

  /** Settles it; false if it is not parked. */
  boolean discard(String id, Instant now);

  /** How many are parked, by topic; topics without any are left out. */
  Map<String, Long> countByTopic();

  Occupancy occupancy();

  /**
   * How much is parked.
   *
   * @param size in bytes
   */
  record Occupancy(long records, long size) {}
}
