package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.testing.RecordedStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatStreamTests {

  private final ChatProtocol protocol = new ChatProtocol(JsonMapper.builder().build());

  @ParameterizedTest
  @ValueSource(
      strings = {
        ChatStreams.OPENAI,
        ChatStreams.OPENROUTER,
        ChatStreams.GEMINI,
        ChatStreams.MISTRAL,
        ChatStreams.DEEPSEEK,
        ChatStreams.REFUSAL
      })
  void aStreamSaysTheSameWhereverItIsCutAndHoweverItsLinesEnd(String text) {
    RecordedStream stream = new RecordedStream(protocol, text);

    stream.assertSameWhereverCut();
    for (String lineEnd : new String[] {"\r\n", "\r"}) {
      String otherwise = text.replace("\n", lineEnd);
      assertThat(new RecordedStream(protocol, otherwise).events()).isEqualTo(stream.events());
    }
    String verbose =
        ": comment\n\nretry: 10\n" + text.replace("\"choices\":", "\ndata: \"choices\":");
    assertThat(new RecordedStream(protocol, verbose).events()).isEqualTo(stream.events());
  }

  @ParameterizedTest
  @ValueSource(strings = {ChatStreams.OPENAI, ChatStreams.OPENROUTER, ChatStreams.MISTRAL})
  void brokenBytesAreReadWithoutHarm(String text) {
    new RecordedStream(protocol, text).assertReadableHoweverBroken(1_000);
  }
}
