package dev.signalbox.streaming.wire.frame;

/** A frame is longer than is held in memory. */
public final class FrameTooLongException extends RuntimeException {

  public FrameTooLongException(int limit) {
    super("an event of the stream is longer than " + limit + " bytes");
  }
}
