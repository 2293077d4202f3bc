package dev.signalbox.cost.usage;

/** A usage that cannot be right. */
public final class InvalidUsageException extends RuntimeException {

  private final String field;

  InvalidUsageException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** Path of the field within the usage object. */
  public String field() {
    return field;
  }

  /** What is wrong with the field. */
  public String rule() {
    return String.valueOf(getMessage());
  }
}
