package dev.signalbox.streaming.wire.eventstream;

import dev.signalbox.streaming.wire.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message as its bytes came in, checksums included and found right. */
public final class EventStreamMessage implements Frame {

  private final byte[] raw;
  private final Map<String, HeaderValue> headers;
  private final byte[] payload;

  EventStreamMessage(byte[] raw, Map<String, HeaderValue> headers, byte[] payload) {
    this.raw = raw;
    this.headers = headers;
    this.payload = payload;
  }

  /** What a message is, in the specification's section "Amazon Event Semantics". */
  public enum Kind {
    EVENT,
    /** An error that the service's model knows; the payload describes it. */
    EXCEPTION,
    /** Any other error; headers describe it. */
    ERROR,
    UNKNOWN
  }

  public Kind kind() {
    return switch (text(":message-type")) {
      case "event" -> Kind.EVENT;
      case "exception" -> Kind.EXCEPTION;
      case "error" -> Kind.ERROR;
      case null, default -> Kind.UNKNOWN;
    };
  }

  @Override
  public byte[] raw() {
    return raw;
  }

  /** The name of the event, of the exception or of the error. */
  @Override
  public @Nullable String type() {
    return switch (kind()) {
      case EVENT -> text(":event-type");
      case EXCEPTION -> text(":exception-type");
      case ERROR -> text(":error-code");
      case UNKNOWN -> null;
    };
  }

  /** The payload as text, bytes that are not UTF-8 replaced. */
  @Override
  public @Nullable String data() {
    return payload.length == 0 ? null : new String(payload, StandardCharsets.UTF_8);
  }

  @Override
  public byte[] rawWith(String content) {
    return EventStreamFormat.message(headers, content.getBytes(StandardCharsets.UTF_8));
  }

  public Map<String, HeaderValue> headers() {
    return headers;
  }

  /** The value of a header that is a text, else null. */
  public @Nullable String text(String header) {
    return headers.get(header) instanceof HeaderValue.Text(String value) ? value : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EventStreamMessage message && Arrays.equals(raw, message.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return headers + " " + data();
  }
}
