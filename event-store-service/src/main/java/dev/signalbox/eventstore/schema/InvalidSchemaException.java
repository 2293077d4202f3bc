package dev.signalbox.eventstore.schema;

/** A schema that cannot be used, and why. */
public final class InvalidSchemaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String pointer;

  InvalidSchemaException(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /** Where in the schema. */
  public String pointer() {
    return pointer;
  }
}
