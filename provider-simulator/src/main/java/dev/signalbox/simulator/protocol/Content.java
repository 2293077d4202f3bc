package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.script.Tokens;
import dev.signalbox.simulator.script.Turn;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is said, within the limits of the request.
 *
 * @param cut whether the limit of tokens was reached
 */
record Content(
    List<String> pieces, int repeat, int tokens, boolean cut, @Nullable String stoppedBy) {

  static Content of(Turn turn, Inquiry inquiry) {
    String text = turn.content() == null ? "" : turn.content();
    @Nullable String stop = turn.chunks().isEmpty() ? firstStop(text, inquiry.stop()) : null;
    List<String> pieces =
        turn.chunks().isEmpty()
            ? Tokens.of(stop == null ? text : text.substring(0, text.indexOf(stop)))
            : turn.chunks();
    long wanted = (long) pieces.size() * turn.repeat();
    int limit = inquiry.maxTokens() == null ? Integer.MAX_VALUE : inquiry.maxTokens();
    return wanted > limit
        ? new Content(repeated(pieces, turn.repeat()).limit(limit).toList(), 1, limit, true, null)
        : new Content(pieces, turn.repeat(), (int) wanted, false, stop);
  }

  static Stream<String> repeated(List<String> pieces, int times) {
    return Stream.generate(() -> pieces).limit(times).flatMap(List::stream);
  }

  /** The stop text that comes first, null when none comes. */
  private static @Nullable String firstStop(String text, List<String> stops) {
    @Nullable String first = null;
    int at = text.length();
    for (String stop : stops) {
      int found = stop.isEmpty() ? -1 : text.indexOf(stop);
      if (found >= 0 && found < at) {
        first = stop;
        at = found;
      }
    }
    return first;
  }
}
