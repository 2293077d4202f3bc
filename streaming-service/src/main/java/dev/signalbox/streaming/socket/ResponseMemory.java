package dev.signalbox.streaming.socket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was said on one connection up to its last responses, so that a request may continue one of
 * them with new items only. The oldest are forgotten first.
 */
final class ResponseMemory {

  private static final int MAX_BYTES = 1024 * 1024;
  private static final long MAX_BYTES_OF_ALL = 256L * 1024 * 1024;

  private final AtomicLong ofAll;
  private final SequencedMap<String, byte[]> items = new LinkedHashMap<>();
  private int bytes;
  private boolean forgotten;

  /**
   * Nothing yet.
   *
   * @param ofAll bytes that all connections of the process remember
   */
  ResponseMemory(AtomicLong ofAll) {
    this.ofAll = ofAll;
  }

  /**
   * All input items of a request, as the elements of a JSON array; null when it continues a
   * response that is not known here.
   *
   * @param input a JSON text or array
   */
  synchronized byte @Nullable [] continued(@Nullable String previous, byte @Nullable [] input) {
    byte[] before = previous == null ? new byte[0] : items.get(previous);
    return before == null ? null : joined(before, elements(input));
  }

  /** A response is whole. */
  synchronized void remember(byte[] input, JsonNode response) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(input);
    for (JsonNode item : response.path("output")) {
      if (all.size() > 0) {
        all.write(',');
      }
      all.writeBytes(item.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] known = all.toByteArray();
    if (forgotten || known.length > MAX_BYTES || ofAll.get() > MAX_BYTES_OF_ALL) {
      return;
    }
    byte[] replaced = items.put(response.path("id").asString(""), known);
    count(known.length - (replaced == null ? 0 : replaced.length));
    while (bytes > MAX_BYTES) {
      count(-Objects.requireNonNull(items.pollFirstEntry()).getValue().length);
    }
  }

  /** The connection has gone. */
  synchronized void forget() {
    forgotten = true;
    items.clear();
    count(-bytes);
  }

  private void count(int more) {
    bytes += more;
    ofAll.addAndGet(more);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    if (first.length > 0 && second.length > 0) {
      all.write(',');
    }
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static byte[] elements(byte @Nullable [] input) {
    if (input == null) {
      return new byte[0];
    }
    String text = new String(input, StandardCharsets.UTF_8);
    return switch (text.charAt(0)) {
      case '[' -> text.substring(1, text.length() - 1).strip().getBytes(StandardCharsets.UTF_8);
      case '"' -> ("{\"role\":\"user\",\"content\":" + text + '}').getBytes(StandardCharsets.UTF_8);
      default -> input;
    };
  }
}
