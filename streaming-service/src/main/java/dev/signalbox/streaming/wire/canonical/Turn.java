package dev.signalbox.streaming.wire.canonical;

import java.util.ArrayList;
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

  /**
   * The turns of a user's message in a protocol in which results of tools are part of such
   * messages: the results are turns of their own.
   */
  public static List<Turn> ofUser(List<Part> parts, String field) {
    List<Turn> turns = new ArrayList<>();
    List<Part> together = new ArrayList<>();
    Role role = Role.USER;
    for (Part part : parts) {
      Role next =
          switch (part) {
            case Part.ToolResult ignored -> Role.TOOL;
            case Part.CacheBreak ignored -> role;
            case Part.Text ignored -> Role.USER;
            case Part.Image ignored -> Role.USER;
            case Part.Document ignored -> Role.USER;
            case Part.Audio ignored -> Role.USER;
            case Part.ToolCall ignored -> Role.USER;
            case Part.Thinking ignored -> Role.USER;
            case Part.RedactedThinking ignored -> Role.USER;
          };
      if (next != role && !together.isEmpty()) {
        turns.add(new Turn(role, together, field));
        together = new ArrayList<>();
      }
      role = next;
      together.add(part);
    }
    turns.add(new Turn(role, together, field));
    return turns;
  }

  /** The turn of a tool's result. A cache break within the result is put after it. */
  public static Turn ofResult(Part.ToolResult result, String field) {
    List<Part> content = new ArrayList<>();
    Part.CacheBreak cacheBreak = null;
    for (Part part : result.content()) {
      if (part instanceof Part.CacheBreak within) {
        cacheBreak = within;
      } else {
        content.add(part);
      }
    }
    Part alone = new Part.ToolResult(result.callId(), result.name(), content, result.error());
    return new Turn(
        Role.TOOL, cacheBreak == null ? List.of(alone) : List.of(alone, cacheBreak), field);
  }

  /** Whose it is. */
  public enum Role {
    SYSTEM,
    USER,
    ASSISTANT,
    /** Only {@link Part.ToolResult}s, and {@link Part.CacheBreak}s after them. */
    TOOL
  }
}
