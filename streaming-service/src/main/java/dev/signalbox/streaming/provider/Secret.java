package dev.signalbox.streaming.provider;

/** A value that shows itself only to who asks for it by name, and never in a log. */
public record Secret(String value) {

  /** From configuration. */
  public static Secret valueOf(String value) {
    return new Secret(value.strip());
  }

  boolean given() {
    return !value.isBlank();
  }

  @Override
  public String toString() {
    return given() ? "(secret)" : "(none)";
  }
}
