package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.canonical.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a conversation that wait for their results. Ids are optional here: a call without
 * one is given one after its place, and a result without one is of the first call of its name.
 */
final class FunctionCalls {

  private final List<Part.ToolCall> waiting = new ArrayList<>();

  /**
   * A call is made.
   *
   * @param content in the conversation, and the call's number in it
   */
  Part.ToolCall made(
      @Nullable String id,
      String name,
      String arguments,
      @Nullable String signature,
      int content,
      int number) {
    Part.ToolCall call =
        new Part.ToolCall(
            id == null || id.isEmpty() ? "call_" + content + '_' + number : id,
            name,
            arguments,
            signature);
    waiting.add(call);
    return call;
  }

  /** The call that a result is of; null when there is none. */
  Part.@Nullable ToolCall answered(@Nullable String id, String name) {
    Part.ToolCall found = null;
    for (Part.ToolCall call : waiting) {
      if (id != null && call.id().equals(id)) {
        found = call;
        break;
      }
      if (found == null && call.name().equals(name)) {
        found = call;
      }
    }
    if (found != null) {
      waiting.remove(found);
    }
    return found;
  }
}
