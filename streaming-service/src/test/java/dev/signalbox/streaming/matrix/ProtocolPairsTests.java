package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Reasoning;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.testing.RequestBuilder;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What a provider of one protocol says, as a client of another understands it; and back. */
class ProtocolPairsTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final WireModel MODEL = new WireModel("best", 30_000);
  private static final JsonNode SCHEMA =
      JSON.readTree(
          """
          {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}
          """);

  static Stream<Arguments> pairs() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            in ->
                Arrays.stream(Protocol.values())
                    .flatMap(
                        out -> Stream.of(true, false).map(part -> Arguments.of(in, out, part))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void thoughtsComeBeforeTheText(Protocol in, Protocol out, boolean stream) {
    ReadAnswer answer =
        answer(
            in,
            out,
            stream,
            new AnswerEvent.Started("1", "best"),
            new AnswerEvent.ThinkingDelta("hm, "),
            new AnswerEvent.ThinkingDelta("hm"),
            new AnswerEvent.TextDelta("Yes."),
            new AnswerEvent.Finished(StopReason.END, null));

    assertThat(thoughts(answer)).isEqualTo("hm, hm");
    assertThat(answer.text()).isEqualTo("Yes.");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whyItEndsIsToldInTheClientsWords(Protocol in, Protocol out, boolean stream) {
    for (StopReason reason : List.of(StopReason.END, StopReason.MAX_TOKENS)) {
      assertThat(ended(in, out, stream, reason)).isEqualTo(reason);
    }
    assertThat(ended(in, out, stream, StopReason.STOP_SEQUENCE))
        .isIn(StopReason.STOP_SEQUENCE, StopReason.END);
  }

  /** Cohere has no word for it but that of an error. */
  @ParameterizedTest
  @MethodSource("pairs")
  void whatIsHeldBackIsNeverToldLikeACompleteAnswer(Protocol in, Protocol out, boolean stream) {
    ReadAnswer answer =
        answer(
            in,
            out == Protocol.COHERE_CHAT ? Protocol.OPENAI_CHAT : out,
            stream,
            new AnswerEvent.Started("1", "best"),
            new AnswerEvent.TextDelta("Ye"),
            new AnswerEvent.Finished(StopReason.CONTENT_FILTER, null));

    if (in == Protocol.COHERE_CHAT) {
      assertThat(answer.failed()).isTrue();
    } else {
      assertThat(answer.stopReason()).isIn(StopReason.CONTENT_FILTER, StopReason.REFUSAL);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyTokenIsCountedOnceWhateverTheBucket(Protocol in, Protocol out, boolean stream) {
    for (TokenBuckets used :
        List.of(
            TokenBuckets.of(40, 9),
            new TokenBuckets(600, 300, 0, 0, 0, 0, 20, 0, 0),
            new TokenBuckets(600, 0, 50, 70, 0, 0, 20, 0, 0),
            new TokenBuckets(600, 0, 0, 0, 0, 0, 20, 80, 0))) {
      ReadAnswer answer =
          answer(
              in,
              out,
              stream,
              new AnswerEvent.Started("1", "best"),
              new AnswerEvent.TextDelta("Yes."),
              new AnswerEvent.Usage(MissingNode.getInstance(), used),
              new AnswerEvent.Finished(StopReason.END, null));

      TokenBuckets told = answer.usage();
      assertThat(told).isNotNull();
      assertThat(told.input()).as("%s of %s", told, used).isEqualTo(used.input());
      assertThat(told.output()).as("%s of %s", told, used).isEqualTo(used.output());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSchemaIsKeptToOrNamed(Protocol in, Protocol out, boolean strict) {
    OutputFormat wanted = new OutputFormat.JsonSchema("weather", null, SCHEMA, strict);

    List<ModelRequest> asked = asked(in, out, new RequestBuilder().format(wanted).build());

    assertThat(asked)
        .allSatisfy(
            request ->
                assertThat(request.format())
                    .isInstanceOfSatisfying(
                        OutputFormat.JsonSchema.class,
                        format -> assertThat(format.schema()).isEqualTo(SCHEMA)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void howMuchToThinkIsSaidOrNamed(Protocol in, Protocol out, boolean budget) {
    Reasoning wanted =
        budget
            ? new Reasoning.Budget(Reasoning.Level.HIGH.budget())
            : new Reasoning.Effort(Reasoning.Level.HIGH);

    List<ModelRequest> asked = asked(in, out, new RequestBuilder().reasoning(wanted).build());

    assertThat(asked)
        .allSatisfy(
            request ->
                assertThat(request.reasoning())
                    .isIn(
                        new Reasoning.Budget(Reasoning.Level.HIGH.budget()),
                        new Reasoning.Effort(Reasoning.Level.HIGH),
                        new Reasoning.Dynamic()));
  }

  private static StopReason ended(Protocol in, Protocol out, boolean stream, StopReason reason) {
    ReadAnswer answer =
        answer(
            in,
            out,
            stream,
            new AnswerEvent.Started("1", "best"),
            new AnswerEvent.TextDelta("Yes."),
            new AnswerEvent.Finished(reason, null));
    assertThat(answer.text()).isEqualTo("Yes.");
    StopReason told = answer.stopReason();
    assertThat(told).isNotNull();
    return told;
  }

  /** What a client of the first protocol reads of the answer of a provider of the second one. */
  private static ReadAnswer answer(
      Protocol in, Protocol out, boolean stream, AnswerEvent... events) {
    WireProtocol client = InterleavedCallsTests.PROTOCOLS.of(in);
    WireProtocol provider = InterleavedCallsTests.PROTOCOLS.of(out);
    byte[] said = words(provider, stream, List.of(events));
    List<AnswerEvent> understood = ReadAnswer.of(provider, said, stream).events();
    return ReadAnswer.of(client, words(client, stream, understood), stream);
  }

  private static byte[] words(WireProtocol protocol, boolean stream, List<AnswerEvent> events) {
    AnswerWriter writer =
        protocol.answerWriter(new AnswerHeading("7", "best", Instant.EPOCH, false));
    if (!stream) {
      return writer.whole(events);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(event -> bytes.writeBytes(writer.write(event)));
    bytes.writeBytes(writer.end());
    return bytes.toByteArray();
  }

  private static String thoughts(ReadAnswer answer) {
    return answer.events().stream()
        .filter(AnswerEvent.ThinkingDelta.class::isInstance)
        .map(event -> ((AnswerEvent.ThinkingDelta) event).text())
        .collect(Collectors.joining());
  }

  /**
   * What a provider of the second protocol understands of a request of a client of the first; none
   * where one of them has no words for it, and names it.
   */
  private static List<ModelRequest> asked(Protocol in, Protocol out, ModelRequest wanted) {
    List<ModelRequest> asked = new ArrayList<>();
    try {
      ModelRequest said = understood(in, wanted);
      asked.add(understood(out, said));
    } catch (InexpressibleException named) {
      assertThat(named.field()).isNotBlank();
    }
    return asked;
  }

  private static ModelRequest understood(Protocol protocol, ModelRequest request) {
    WireProtocol spoken = InterleavedCallsTests.PROTOCOLS.of(protocol);
    byte[] body = spoken.write(request, MODEL).json();
    Addressed addressed =
        switch (protocol) {
          case GEMINI, BEDROCK_CONVERSE -> new Addressed.InPath("best", false);
          case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, COHERE_CHAT ->
              new Addressed.InBody();
        };
    return spoken.understand(spoken.read(body, addressed));
  }
}
