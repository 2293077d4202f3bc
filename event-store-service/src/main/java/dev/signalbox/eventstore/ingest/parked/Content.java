package dev.signalbox.eventstore.ingest.parked;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record holds, byte for byte. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Content(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {

  public Content {
    headers = List.copyOf(headers);
  }

  /** A header of the record; not those that say why it was parked. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Header(String name, byte @Nullable [] value) {}
}
