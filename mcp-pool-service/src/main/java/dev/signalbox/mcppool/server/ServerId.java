package dev.signalbox.mcppool.server;

import java.util.regex.Pattern;

/** The name of a server. It never holds {@code __}, which parts a server from a tool. */
public record ServerId(String value) {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*");
  private static final int MAX_LENGTH = 63;

  public ServerId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("Not the name of a server: " + value);
    }
  }

  public static boolean isValid(String value) {
    return value.length() <= MAX_LENGTH && SLUG.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
