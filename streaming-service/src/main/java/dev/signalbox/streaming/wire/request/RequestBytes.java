package dev.signalbox.streaming.wire.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.io.JsonStringEncoder;

/** A request's body, in which single values are replaced and every other byte stays. */
public final class RequestBytes {

  private final byte[] bytes;

  RequestBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** All of it, as it came; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** A range of the body to replace; empty for an insertion. */
  public sealed interface Place {

    int start();

    int end();

    /** A model's name. */
    record Model(int start, int end) implements Place {}

    /** Anything else, with what to put there. */
    record Text(int start, int end, String replacement) implements Place {}
  }

  byte[] rewritten(List<Place> places, String model) {
    ByteArrayOutputStream rewritten = new ByteArrayOutputStream(bytes.length + 128);
    int copied = 0;
    for (Place place : places) {
      rewritten.write(bytes, copied, place.start() - copied);
      rewritten.writeBytes(replacement(place, model).getBytes(StandardCharsets.UTF_8));
      copied = place.end();
    }
    rewritten.write(bytes, copied, bytes.length - copied);
    return rewritten.toByteArray();
  }

  private static String replacement(Place place, String model) {
    return switch (place) {
      case Place.Model ignored ->
          '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(model)) + '"';
      case Place.Text text -> text.replacement();
    };
  }
}
