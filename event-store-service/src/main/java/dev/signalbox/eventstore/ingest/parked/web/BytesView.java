package dev.signalbox.eventstore.ingest.parked.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes: as text if they are UTF-8, else as base64. */
record BytesView(@Nullable String text, @Nullable String base64) {

  static @Nullable BytesView of(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new BytesView(text, null);
    } catch (CharacterCodingException e) {
      return new BytesView(null, Base64.getEncoder().encodeToString(bytes));
    }
  }
}
