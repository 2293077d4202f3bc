package dev.signalbox.streaming.wire.protocol;

import dev.signalbox.streaming.wire.request.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code display} of Claude's {@code thinking}: whether thoughts are summarized in the answer,
 * or only their signatures are in it. Models differ in what they do unasked
 * (platform.claude.com/docs/en/build-with-claude/extended-thinking).
 */
public final class ThoughtDisplay {

  private static final String NAME = "display";

  private ThoughtDisplay() {}

  /** Whether they are shown; null when it does not say. */
  public static @Nullable Boolean read(Fields thinking) {
    return switch (thinking.string(NAME)) {
      case null -> null;
      case "summarized" -> Boolean.TRUE;
      case "omitted" -> Boolean.FALSE;
      default -> throw thinking.inexpressible(NAME);
    };
  }

  /** Says it to a model that thinks as it sees fit; those before show thoughts always. */
  public static void write(@Nullable Boolean shown, ObjectNode adaptive) {
    if (shown != null) {
      adaptive.put(NAME, shown ? "summarized" : "omitted");
    }
  }
}
