package dev.signalbox.streaming.wire.bedrock;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of documents as Converse takes them: letters, digits, single spaces, hyphens, parentheses
 * and square brackets, at most 200 of them, and no name twice.
 */
final class DocumentNames {

  /** With room for a number behind it. */
  private static final int MAX_LENGTH = 190;

  private final Set<String> taken = new HashSet<>();

  String unique(@Nullable String name) {
    String allowed = allowed(name == null ? "" : name);
    String base = allowed.isEmpty() ? "document" : allowed;
    String unique = base;
    for (int number = 2; !taken.add(unique); number++) {
      unique = base + " (" + number + ')';
    }
    return unique;
  }

  private static String allowed(String name) {
    String allowed =
        name.replaceAll("[^a-zA-Z0-9\\s()\\[\\]-]+", "-").replaceAll("\\s+", " ").strip();
    return allowed.substring(0, Math.min(MAX_LENGTH, allowed.length())).strip();
  }
}
