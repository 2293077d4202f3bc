package dev.signalbox.simulator.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call the simulated model makes.
 *
 * @param arguments JSON text, sent as it is
 * @param chunks the arguments cut as given instead of by token
 * @param id null for one made up
 */
public record ToolCall(String name, String arguments, List<String> chunks, @Nullable String id) {

  public ToolCall(String name, String arguments) {
    this(name, arguments, List.of(), null);
  }

  /** The arguments as they are streamed. */
  public List<String> pieces() {
    return chunks.isEmpty() ? Tokens.of(arguments) : chunks;
  }

  /** What the call costs. */
  public int tokens() {
    return Tokens.count(name) + Tokens.count(arguments);
  }
}
