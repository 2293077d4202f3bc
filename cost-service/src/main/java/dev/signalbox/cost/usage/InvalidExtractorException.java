package dev.signalbox.cost.usage;

/** An extractor that is none. The message says what is wrong with it. */
public final class InvalidExtractorException extends RuntimeException {

  InvalidExtractorException(String message) {
    super(message);
  }
}
