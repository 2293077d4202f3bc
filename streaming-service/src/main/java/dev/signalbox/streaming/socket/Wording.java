package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.attempt.Refusal;
import dev.signalbox.streaming.attempt.Served;
import dev.signalbox.streaming.cache.CacheLookup;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import org.jspecify.annotations.Nullable;

/** How one answer is told to its client, message by message. Null where nothing is told. */
interface Wording {

  /**
   * The answer begins.
   *
   * @param lookup what came of looking for one that was given before
   */
  @Nullable String begun(Served served, CacheLookup lookup);

  /**
   * One event of the protocol.
   *
   * @param number counted from 1
   * @param name null when it has none
   */
  @Nullable String event(long number, @Nullable String name, String data);

  /** The answer is complete. */
  @Nullable String done();

  /** The answer has ended in failure, and the events of its protocol have said so. */
  @Nullable String brokenOff(ProtocolError error);

  /** There is no answer, or no more of it. */
  String failed(Refusal refusal);
}
