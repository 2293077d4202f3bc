package dev.signalbox.eventstore.archive;

import dev.signalbox.eventstore.audit.SealedSegment;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in the file beside it: enough to tell, without the database, whether it is whole and what
 * it belongs to.
 *
 * @param checksum SHA-256 of the file
 * @param from the checkpoint of its first event, {@code to} of its last
 * @param segments the audit segments that cover it; none if the log was not sealed
 */
record Manifest(
    int format,
    String month,
    String file,
    String checksum,
    long events,
    @Nullable String from,
    @Nullable String to,
    Instant writtenAt,
    List<Root> segments) {

  static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /** A segment's place in the chain. */
  record Root(long number, String root, String hash) {
    static Root of(SealedSegment one) {
      return new Root(one.segment().number(), one.segment().root().hex(), one.hash().hex());
    }
  }

  void writeTo(ArchiveStore store) throws IOException {
    byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    store.write("events-" + month + ".manifest.json", out -> out.write(text));
  }
}
