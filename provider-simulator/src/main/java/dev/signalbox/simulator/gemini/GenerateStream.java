package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The responses of one stream; each tells the usage up to itself. */
final class GenerateStream {

  private final GenerateResponse response;
  private final Framing framing;
  private final int candidates;
  private final Answer answer;
  private int sent;
  private int said;
  private int thought;

  GenerateStream(GenerateResponse response, Framing framing, int candidates, Answer answer) {
    this.response = response;
    this.framing = framing;
    this.candidates = candidates;
    this.answer = answer;
  }

  Stream<Frame> frames() {
    Stream<Frame> frames = Stream.empty();
    for (int index = 0; index < candidates; index++) {
      frames = Stream.concat(frames, candidate(index));
    }
    return frames;
  }

  private Stream<Frame> candidate(int index) {
    return Frames.inOrder(
        answer.reasoningPieces().stream().map(piece -> thought(index, piece)),
        answer.content().map(piece -> said(index, response.text(piece), 1)),
        answer.refusalPieces().stream().map(piece -> said(index, response.text(piece), 1)),
        IntStream.range(0, answer.toolCalls().size())
            .mapToObj(
                call ->
                    said(
                        index, response.call(call, answer), answer.toolCalls().get(call).tokens())),
        // Made when it is due, for it counts what went before.
        Stream.of(index).map(this::last));
  }

  private Frame thought(int index, String piece) {
    thought++;
    return frame(Moment.TOKEN, index, response.thought(piece));
  }

  private Frame said(int index, ObjectNode part, int tokens) {
    said += tokens;
    return frame(Moment.TOKEN, index, part);
  }

  private Frame last(int index) {
    ObjectNode empty = response.text("");
    ObjectNode part = answer.toolCalls().isEmpty() ? response.signed(empty, answer) : empty;
    JsonNode usage =
        index == candidates - 1
            ? answer.usage().object(tokens -> UsageMetadata.of(response.json(), tokens))
            : usageSoFar();
    ObjectNode candidate = response.candidate(index, List.of(part), answer.finishReason());
    return framing.frame(Moment.BETWEEN, response.of(List.of(candidate), usage), sent++);
  }

  private Frame frame(Moment moment, int index, ObjectNode part) {
    ObjectNode candidate = response.candidate(index, List.of(part), null);
    return framing.frame(moment, response.of(List.of(candidate), usageSoFar()), sent++);
  }

  private @Nullable JsonNode usageSoFar() {
    return answer.usage().object(tokens -> UsageMetadata.of(response.json(), soFar(tokens)));
  }

  private TokenUsage soFar(TokenUsage all) {
    return all.with(
        Map.of(
            Bucket.OUTPUT, Math.min(said, all.of(Bucket.OUTPUT)),
            Bucket.REASONING, Math.min(thought, all.of(Bucket.REASONING))));
  }
}
