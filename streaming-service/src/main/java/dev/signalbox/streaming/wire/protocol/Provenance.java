package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.Protocol;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose provider made something opaque: the signature of a thought, a thought that only it can
 * read. Between two requests the client keeps such a thing, and gives it back to whoever is asked
 * next. So in canonical form, and in the hands of a client of another protocol, it has its maker's
 * name in front: {@code gemini:CiQB...}. What providers make is base64 and has no colon.
 *
 * @param protocol the one that is read or written
 */
public record Provenance(Protocol protocol) {

  private static final char END = ':';

  /** The canonical form of what a provider or a client of this protocol sends. */
  public String canonical(String opaque) {
    return isMarked(opaque) ? opaque : mark(protocol) + opaque;
  }

  /** What a provider of this protocol made, as it made it; null when another one's made it. */
  public @Nullable String own(@Nullable String canonical) {
    String mark = mark(protocol);
    return canonical != null && canonical.startsWith(mark)
        ? canonical.substring(mark.length())
        : null;
  }

  /** What a client of this protocol is to keep. */
  public String kept(String canonical) {
    String own = own(canonical);
    return own == null ? canonical : own;
  }

  /** Whether it says whose it is. */
  public static boolean isMarked(String opaque) {
    return Arrays.stream(Protocol.values()).anyMatch(made -> opaque.startsWith(mark(made)));
  }

  static String mark(Protocol made) {
    return made.name().toLowerCase(Locale.ROOT) + END;
  }
}
