package dev.signalbox.streaming.wire.sse;

/** An event is longer than is held in memory. */
public final class SseTooLongException extends RuntimeException {

  public SseTooLongException(int limit) {
    super("an event of the stream is longer than " + limit + " bytes");
  }
}
