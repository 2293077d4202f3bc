package dev.signalbox.streaming.wire.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProtobufFieldsTests {

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void fieldsAreFoundInEitherCaseAtAnyDepth() {
    Fields body =
        fields(
            """
            {"generation_config":{"max_output_tokens":5},"safetySettings":[],
             "system_instruction":{"parts":[{"inline_data":{"mime_type":"image/png"}}]}}""");

    assertThat(body.requiredObject("generationConfig").integer("maxOutputTokens")).isEqualTo(5);
    assertThat(
            body.requiredObject("systemInstruction")
                .objects("parts")
                .getFirst()
                .requiredObject("inlineData")
                .string("mimeType"))
        .isEqualTo("image/png");
    body.ignore("safetySettings");
    body.requireAllRead();
  }

  @Test
  void pathsAreSpelledAsTheClientSpeltThem() {
    Fields config =
        fields("{\"tool_config\":{\"some_field\":1,\"n\":\"x\"}}").requiredObject("toolConfig");

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> config.integer("n"))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo("tool_config.n"));
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(config::requireAllRead)
        .satisfies(left -> assertThat(left.field()).isEqualTo("tool_config.some_field"));
  }

  @Test
  void otherBodiesAreTakenByTheLetter() {
    assertThat(Fields.ofBody(json.readTree("{\"top_k\":1}")).integer("topK")).isNull();
  }

  private Fields fields(String body) {
    return Fields.ofProtobuf(json.readTree(body));
  }
}
