package dev.signalbox.streaming.wire;

/**
 * A request says something that the protocol of the model's provider cannot express. It is refused
 * rather than passed on without it.
 */
public final class InexpressibleException extends RuntimeException {

  private final String field;

  /**
   * What cannot be said.
   *
   * @param field its path in the client's request, as {@code messages[2].content[0].input_audio}
   * @param message why, for the client; a sentence
   */
  public InexpressibleException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** A field that the protocol simply does not have. */
  public static InexpressibleException of(String field) {
    return new InexpressibleException(
        field, "'" + field + "' has no counterpart in the protocol of this model.");
  }

  public String field() {
    return field;
  }

  /** The same of a field that is called otherwise. */
  public InexpressibleException named(String name) {
    String message = String.valueOf(getMessage()).replace("'" + field + "'", "'" + name + "'");
    return new InexpressibleException(name, message);
  }
}
