package dev.signalbox.streaming.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A value that shows itself only to who asks for it by name, and never in a log: given as it is, or
 * as {@code file:/path} of a file that holds it.
 */
public record Secret(String value) {

  private static final String FILE = "file:";

  /**
   * From configuration.
   *
   * @throws IllegalArgumentException when it is in a file that cannot be read
   */
  public static Secret valueOf(String value) {
    String given = value.strip();
    return new Secret(given.startsWith(FILE) ? read(given.substring(FILE.length())) : given);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("The secret in " + file + " cannot be read", e);
    }
  }

  boolean given() {
    return !value.isBlank();
  }

  @Override
  public String toString() {
    return given() ? "(secret)" : "(none)";
  }
}
