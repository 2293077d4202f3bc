package dev.signalbox.streaming.wire.request;

/** Where a protocol names the model and says whether it streams. */
public sealed interface Addressed {

  /** In the body, as {@code model} and {@code stream}. */
  record InBody() implements Addressed {}

  /** In the request's path. */
  record InPath(String model, boolean stream) implements Addressed {}
}
