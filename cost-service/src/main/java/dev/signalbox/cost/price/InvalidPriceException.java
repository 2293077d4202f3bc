package dev.signalbox.cost.price;

/** A price that cannot be right. */
public final class InvalidPriceException extends RuntimeException {

  private final String field;

  InvalidPriceException(String field, String rule) {
    super(rule);
    this.field = field;
  }

  /** What it is about. */
  public String field() {
    return field;
  }

  /** What is wrong with it. */
  public String rule() {
    return String.valueOf(getMessage());
  }

  /** The same, seen from the object that the field is in. */
  InvalidPriceException within(String object) {
    String path = field.isEmpty() || field.startsWith("[") ? object + field : object + "." + field;
    InvalidPriceException outer = new InvalidPriceException(path, rule());
    outer.initCause(this);
    return outer;
  }
}
