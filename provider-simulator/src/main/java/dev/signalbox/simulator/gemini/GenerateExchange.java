package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Exchange;
import dev.signalbox.simulator.protocol.Frame;
import dev.signalbox.simulator.protocol.Frame.Moment;
import dev.signalbox.simulator.protocol.Frames;
import dev.signalbox.simulator.protocol.Inquiry;
import dev.signalbox.simulator.protocol.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** One request of the Gemini API and its answer. */
final class GenerateExchange implements Exchange {

  private final GoogleJson google;
  private final GeminiErrors errors;
  private final GenerateResponse response;
  private final Inquiry inquiry;
  private final Framing framing;

  GenerateExchange(
      GoogleJson google,
      GeminiErrors errors,
      GenerateResponse response,
      Inquiry inquiry,
      Framing framing) {
    this.google = google;
    this.errors = errors;
    this.response = response;
    this.inquiry = inquiry;
    this.framing = framing;
  }

  @Override
  public Inquiry inquiry() {
    return inquiry;
  }

  @Override
  public Reply whole(Answer answer) {
    List<ObjectNode> candidates =
        IntStream.range(0, inquiry.choices())
            .mapToObj(
                index -> response.candidate(index, response.parts(answer), answer.finishReason()))
            .toList();
    ObjectNode body =
        response.of(
            candidates, answer.usage().object(tokens -> UsageMetadata.of(response.json(), tokens)));
    return Reply.of(200, GeminiErrors.JSON, google.indented(body) + '\n');
  }

  @Override
  public Map<String, String> streamHeaders() {
    return Map.of("Content-Type", framing.contentType());
  }

  @Override
  public Stream<Frame> frames(Answer answer) {
    return Frames.inOrder(
        new GenerateStream(response, framing, inquiry.choices(), answer).frames(),
        framing.end().stream());
  }

  @Override
  public Frame malformed(int after) {
    return framing.malformed(after);
  }

  @Override
  public List<Frame> failure(int status, int after) {
    return Frames.inOrder(
            Stream.of(framing.frame(Moment.BETWEEN, errors.error(status), after)),
            framing.end().stream())
        .toList();
  }
}
