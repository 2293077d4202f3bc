package dev.signalbox.streaming.resume;

/** What following a stream came to. */
public sealed interface FollowResult {

  /** Everything was sent until the stream ended, the client went or the deadline passed. */
  record Sent() implements FollowResult {}

  /** The client has all of it already. */
  record NothingLeft() implements FollowResult {}

  /** There is no stream, but this error. */
  record Refused(StreamRefusal refusal) implements FollowResult {}
}
