package dev.signalbox.streaming.wire.frame;

/** The bytes of a stream are no frames: a checksum or a length is wrong. */
public final class MalformedFrameException extends RuntimeException {

  public MalformedFrameException(String message) {
    super(message);
  }
}
