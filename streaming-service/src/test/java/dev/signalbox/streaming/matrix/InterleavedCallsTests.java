package dev.signalbox.streaming.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.anthropic.MessagesProtocol;
import dev.signalbox.streaming.wire.bedrock.ConverseProtocol;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import dev.signalbox.streaming.wire.canonical.StopReason;
import dev.signalbox.streaming.wire.cohere.CohereProtocol;
import dev.signalbox.streaming.wire.frame.Frame;
import dev.signalbox.streaming.wire.gemini.GeminiProtocol;
import dev.signalbox.streaming.wire.openai.ChatProtocol;
import dev.signalbox.streaming.wire.protocol.AnswerHeading;
import dev.signalbox.streaming.wire.protocol.AnswerReader;
import dev.signalbox.streaming.wire.protocol.AnswerWriter;
import dev.signalbox.streaming.wire.protocol.Conventions;
import dev.signalbox.streaming.wire.protocol.ProtocolError;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.responses.ResponsesProtocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** A provider of chat completions that alternates between the arguments of parallel calls. */
class InterleavedCallsTests {

  private static final String STREAM =
      """
      data: {"choices":[{"index":0,"delta":{"content":"Both."}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","function":{"name":"weather","arguments":""}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","function":{"name":"time","arguments":""}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"{\\"zone\\":"}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"city\\":"}},{"index":1,"function":{"arguments":"\\"C"}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"}Oslo\\""}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"function":{"arguments":"ET\\"}"}},{"index":0,"function":{"arguments":"}"}}]}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: [DONE]

      """;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final WireProtocols PROTOCOLS =
      new WireProtocols(
          List.of(
              new ChatProtocol(JSON),
              new ResponsesProtocol(JSON),
              new MessagesProtocol(JSON),
              new GeminiProtocol(JSON),
              new CohereProtocol(JSON),
              new ConverseProtocol(JSON)));

  @ParameterizedTest
  @EnumSource
  void everyClientGetsBothWhole(Protocol client) {
    WireProtocol protocol = PROTOCOLS.of(client);
    AnswerWriter writer = writer(protocol);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    provided(STREAM).forEach(event -> stream.writeBytes(writer.write(event)));
    stream.writeBytes(writer.end());

    ReadAnswer answer = ReadAnswer.of(protocol, stream.toByteArray(), true);

    assertThat(answer.text()).isEqualTo("Both.");
    assertThat(answer.calls())
        .containsExactly("weather{\"city\":\"}Oslo\"}", "time{\"zone\":\"CET\"}");
    assertThat(answer.stopReason()).isEqualTo(StopReason.TOOL_CALLS);
    assertThat(answer.failed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatBreaksOffCompletesNone(Protocol client) {
    WireProtocol protocol = PROTOCOLS.of(client);
    AnswerWriter writer = writer(protocol);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    provided(STREAM.substring(0, STREAM.indexOf("data: {", STREAM.indexOf("\\\"C"))))
        .forEach(event -> stream.writeBytes(writer.write(event)));
    stream.writeBytes(
        writer.failed(
            new ProtocolError(502, "provider_cut_off", "The provider's answer broke off.", null)));

    ReadAnswer answer = ReadAnswer.of(protocol, stream.toByteArray(), true);

    assertThat(answer.failed()).isTrue();
    assertThat(answer.stopReason()).isNull();
    assertThat(answer.calls()).noneMatch(call -> call.endsWith("}"));
  }

  private static AnswerWriter writer(WireProtocol protocol) {
    return protocol.answerWriter(new AnswerHeading("7", "best", Instant.EPOCH, false));
  }

  private static List<AnswerEvent> provided(String stream) {
    WireProtocol chat = PROTOCOLS.of(Protocol.OPENAI_CHAT);
    AnswerReader reader = chat.answerReader(new Conventions(ReasoningCount.INSIDE_COMPLETION));
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    List<AnswerEvent> events = new ArrayList<>();
    for (Frame frame : chat.splitter(1 << 20).feed(bytes, 0, bytes.length)) {
      events.addAll(reader.read(frame));
    }
    return events;
  }
}
