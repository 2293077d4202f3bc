package dev.signalbox.eventstore.ingest.parked.web;

import dev.signalbox.eventstore.ingest.parked.Content;
import dev.signalbox.eventstore.ingest.parked.ParkedRecord;
import dev.signalbox.eventstore.ingest.parked.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parked record as the API shows it.
 *
 * @param parkedBy the consumer group that gave it up; null: unknown
 * @param source where the record is
 * @param reason what the failure said; null in lists and once settled
 * @param attempts how often it was replayed
 * @param size of key, value and headers, in bytes
 * @param content null unless one that is parked is asked for
 */
record ParkedRecordView(
    String id,
    String topic,
    String state,
    @Nullable String parkedBy,
    SourceView source,
    String failure,
    @Nullable String reason,
    int attempts,
    Instant parkedAt,
    @Nullable Instant settledAt,
    long size,
    @Nullable ContentView content) {

  /** Where a record is; without a timestamp if it has none. */
  record SourceView(String topic, int partition, long offset, @Nullable Instant timestamp) {

    static SourceView of(Source source) {
      return new SourceView(
          source.topic(),
          source.partition(),
          source.offset(),
          source.timestamp() < 0 ? null : Instant.ofEpochMilli(source.timestamp()));
    }
  }

  /** What a record holds. */
  record ContentView(@Nullable BytesView key, @Nullable BytesView value, List<HeaderView> headers) {

    static ContentView of(Content content) {
      return new ContentView(
          BytesView.of(content.key()),
          BytesView.of(content.value()),
          content.headers().stream()
              .map(header -> new HeaderView(header.name(), BytesView.of(header.value())))
              .toList());
    }
  }

  /** A header of a record. */
  record HeaderView(String name, @Nullable BytesView value) {}

  /** What anybody may see: neither content nor what may tell of it. */
  static ParkedRecordView listed(ParkedRecord record) {
    return view(record, null, null);
  }

  static ParkedRecordView of(ParkedRecord record, @Nullable Content content) {
    return view(record, record.reason(), content == null ? null : ContentView.of(content));
  }

  private static ParkedRecordView view(
      ParkedRecord record, @Nullable String reason, @Nullable ContentView content) {
    return new ParkedRecordView(
        record.id(),
        record.topic(),
        record.state().code(),
        record.consumer(),
        SourceView.of(record.source()),
        record.failure(),
        reason,
        record.attempts(),
        record.parkedAt(),
        record.settledAt(),
        record.size(),
        content);
  }
}
