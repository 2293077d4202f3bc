package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.RequestBounds;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ChatProtocolTests {

  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

  private final ChatProtocol protocol = new ChatProtocol(JsonMapper.builder().build());

  @Test
  void onlyTheModelIsRewritten() {
    String body =
        "{ \"x\" : 1.00, \"model\"\t: \"gröq/llama\\u0041\" ,\n \"seed\":12345678901234567890123,"
            + MESSAGES
            + ",\"ünknown\":{\"model\":\"stays\"}, \"last\":1e400 }";

    assertThat(rewritten(body, "llama \"A\""))
        .isEqualTo(body.replace("\"gröq/llama\\u0041\"", "\"llama \\\"A\\\"\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"model\":\"m\",\"stream\":true,M}|{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"stream\":true,M}",
        "{\"stream_options\":{},\"model\":\"m\",\"stream\":true,M}|{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"stream\":true,M}",
        "{\"stream_options\":null,\"model\":\"m\",\"stream\":true,M}|{\"stream_options\":{\"include_usage\":true},\"model\":\"m\",\"stream\":true,M}",
        "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":"
            + " false},M}|{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":"
            + " true},M}",
        "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"x\":{\"include_usage\":true}},M}|{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true,\"x\":{\"include_usage\":true}},M}",
        "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},M}|{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},M}",
        "{\"model\":\"m\",\"stream\":false,M}|{\"model\":\"m\",\"stream\":false,M}",
        "{\"model\":\"m\",\"stream_options\":null,M}|{\"model\":\"m\",\"stream_options\":null,M}"
      })
  void usageIsAskedForInStreams(String body, String expected) {
    assertThat(rewritten(body.replace("M", MESSAGES), "m"))
        .isEqualTo(expected.replace("M", MESSAGES));
  }

  @Test
  void tellsWhetherTheClientAskedForUsage() {
    assertThat(read("{\"model\":\"m\",\"stream\":true," + MESSAGES + "}").usageHidden()).isTrue();
    assertThat(
            read("{\"model\":\"m\",\"stream_options\":{\"include_usage\":true},\"stream\":true,"
                    + MESSAGES
                    + "}")
                .usageHidden())
        .isFalse();
  }

  @Test
  void everyModelFieldIsRewrittenSoThatNoneSlipsThrough() {
    assertThat(rewritten("{\"model\":\"cheap\"," + MESSAGES + ",\"model\":\"dear\"}", "served"))
        .isEqualTo("{\"model\":\"served\"," + MESSAGES + ",\"model\":\"served\"}");
  }

  @Test
  void theInputIsEstimatedFromTextNotFromImages() {
    String image =
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:" + "A".repeat(9000) + "\"}}";
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
            + "abcd".repeat(10)
            + "\"},"
            + image
            + "]}]}";

    assertThat(read(body).estimatedInputTokens()).isBetween(13L, 25L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "|The body must be a JSON object",
        "[]|The body must be a JSON object",
        "{|not valid JSON, line 1, column",
        "{\"model\":\"m\",\"messages\":[{]}|not valid JSON, line 1, column",
        "{\"messages\":[]}|must have at least one element",
        "{\"messages\":[{}]}|you must provide a model parameter",
        "{\"model\":\"\",\"messages\":[{}]}|you must provide a model parameter",
        "{\"model\":7,\"messages\":[{}]}|'model' must be a string",
        "{\"model\":\"m\"}|Missing required parameter: 'messages'",
        "{\"model\":\"m\",\"messages\":{}}|'messages' must be an array",
        "{\"model\":\"m\",\"messages\":[1]}|An element of 'messages' must be an object",
        "{\"model\":\"m\",\"stream\":\"yes\",\"messages\":[{}]}|'stream' must be a boolean",
        "{\"model\":\"m\",\"stream_options\":1,\"messages\":[{}]}|'stream_options' must be an"
            + " object",
        "{\"model\":\"m\",\"messages\":[{}]} {}|something after the JSON object"
      })
  void whatIsNoRequestIsRefusedWithAReason(String body, String reason) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> read(body == null ? "" : body))
        .withMessageContaining(reason);
  }

  @Test
  void whatIsNotUtf8IsRefused() {
    byte[] latin = "{\"model\":\"\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
    byte[] wide = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_16LE);

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> protocol.read(latin, new Addressed.InBody()))
        .withMessageContaining("UTF-8");
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> protocol.read(wide, new Addressed.InBody()))
        .withMessageContaining("UTF-8");
  }

  private ClientRequest read(String body) {
    return protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InBody());
  }

  private String rewritten(String body, String model) {
    return new String(read(body).bodyFor(model), StandardCharsets.UTF_8);
  }

  @Test
  void tellsHowMuchTheRequestMayUse() {
    String plain = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}";
    assertThat(read(plain.formatted("")).bounds())
        .isEqualTo(new RequestBounds(plain.formatted("").length(), 1, false, true));

    String limits =
        ",\"max_completion_tokens\":7,\"max_tokens\":5,\"n\":3,\"tools\":[{\"type\":\"function\"}]";
    assertThat(read(plain.formatted(limits)).bounds())
        .isEqualTo(new RequestBounds(plain.formatted(limits).length(), 3, true, true));
    assertThat(read(plain.formatted(limits)).maxOutputTokens()).isEqualTo(7);
    assertThat(read(plain.formatted(",\"max_tokens\":null,\"n\":null")).maxOutputTokens()).isNull();
  }
}
