package dev.signalbox.eventstore.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a stream: {@code category/id}, for example {@code conversation/conv_01h...}. The
 * category is lower-case letters, digits and hyphens, at most 64; the id at most 200 characters of
 * {@code A-Z a-z 0-9 . _ ~ : @ + -}.
 */
public record StreamName(String value) {

  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9-]{0,63}/[A-Za-z0-9._~:@+-]{1,200}");

  /**
   * @throws IllegalArgumentException if the value does not have the form of a stream name
   */
  public StreamName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("A stream is named category/id, not '" + value + "'");
    }
  }

  /** The stream of this name, or nothing if no stream can have it. */
  public static Optional<StreamName> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new StreamName(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
