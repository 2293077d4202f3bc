package dev.signalbox.streaming.wire.canonical;

import java.util.List;

/**
 * One contribution to a conversation.
 *
 * @param field its path in the client's request, as {@code messages[2]}
 */
public record Turn(Role role, List<Part> parts, String field) {

  public Turn {
    parts = List.copyOf(parts);
  }

  /** Whose it is. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    /** Only {@link Part.ToolResult}s. */
    TOOL
  }
}
