package dev.signalbox.streaming.wire.canonical;

import dev.signalbox.streaming.wire.TokenBuckets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happens while an answer comes in. The events of an answer that is not streamed are those
 * that the same answer would have had as a stream. Order: {@link Started} at most once and first;
 * deltas; {@link Finished}; {@link Ended} last. {@link Usage} may come anywhere and more than once:
 * the last one counts.
 */
public sealed interface AnswerEvent {

  /** The provider has begun; no output yet. */
  record Started(@Nullable String id, @Nullable String model) implements AnswerEvent {}

  record TextDelta(String text) implements AnswerEvent {}

  /** The model's thoughts, or what the provider shows of them. */
  record ThinkingDelta(String text) implements AnswerEvent {}

  /**
   * Ends a thought with the provider's signature of it.
   *
   * @param signature marked by {@link dev.signalbox.streaming.wire.protocol.Provenance}
   */
  record ThinkingSigned(String signature) implements AnswerEvent {}

  /**
   * A thought that only its provider can read.
   *
   * @param data marked by {@link dev.signalbox.streaming.wire.protocol.Provenance}
   */
  record RedactedThinking(String data) implements AnswerEvent {}

  /** The model says why it declines. */
  record RefusalDelta(String text) implements AnswerEvent {}

  /**
   * A tool is called.
   *
   * @param index of the call within the answer, from 0
   * @param id made up by the reader of a protocol that has none
   * @param signature opaque, to be given back to the provider that made it; marked as its by {@link
   *     dev.signalbox.streaming.wire.protocol.Provenance}
   */
  record ToolCallStarted(int index, String id, String name, @Nullable String signature)
      implements AnswerEvent {}

  /** A piece of a call's arguments, which together are a JSON object. */
  record ToolArgumentsDelta(int index, String json) implements AnswerEvent {}

  /** Output that no other protocol can carry, as sound. It counts as output. */
  record OtherOutput() implements AnswerEvent {}

  /**
   * The answer, or one of several alternatives, is complete.
   *
   * @param stopSequence the text that ended it, where the provider tells
   */
  record Finished(StopReason reason, @Nullable String stopSequence) implements AnswerEvent {}

  /**
   * What the provider counts so far.
   *
   * @param reported its own object; of a protocol that reports in pieces, the pieces put together
   */
  record Usage(JsonNode reported, TokenBuckets buckets) implements AnswerEvent {}

  /** The provider reports an error instead of an answer, or in the middle of one. */
  record Failed(String message) implements AnswerEvent {}

  /** Something that is not of the protocol. */
  record Malformed() implements AnswerEvent {}

  /** The protocol's own mark of the end. */
  record Ended() implements AnswerEvent {}

  /** Whether the model puts something out by it: after that no other model may take over. */
  default boolean output() {
    return switch (this) {
      case TextDelta delta -> !delta.text().isEmpty();
      case ThinkingDelta delta -> !delta.text().isEmpty();
      case RefusalDelta delta -> !delta.text().isEmpty();
      case ThinkingSigned ignored -> true;
      case RedactedThinking ignored -> true;
      case ToolCallStarted ignored -> true;
      case ToolArgumentsDelta ignored -> true;
      case OtherOutput ignored -> true;
      case Started ignored -> false;
      case Finished ignored -> false;
      case Usage ignored -> false;
      case Failed ignored -> false;
      case Malformed ignored -> false;
      case Ended ignored -> false;
    };
  }

  /** Characters of output, for an estimate of its tokens. */
  default int characters() {
    return switch (this) {
      case TextDelta delta -> delta.text().length();
      case ThinkingDelta delta -> delta.text().length();
      case RefusalDelta delta -> delta.text().length();
      case ToolCallStarted call -> call.name().length();
      case ToolArgumentsDelta delta -> delta.json().length();
      case ThinkingSigned ignored -> 0;
      case RedactedThinking thought -> thought.data().length();
      case OtherOutput ignored -> 0;
      case Started ignored -> 0;
      case Finished ignored -> 0;
      case Usage ignored -> 0;
      case Failed ignored -> 0;
      case Malformed ignored -> 0;
      case Ended ignored -> 0;
    };
  }
}
