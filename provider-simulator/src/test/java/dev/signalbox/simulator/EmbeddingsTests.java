package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.simulator.embedding.Vectors;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EmbeddingsTests extends SimulatorTest {

  private static final String GEMINI = "/v1beta/models/m:";

  @Test
  void openAiGivesNumbersOrBytes() throws Exception {
    String body = "{\"model\":\"m\",\"input\":[\"a text\",\"another\"],\"dimensions\":3%s}";

    JsonNode numbers = object(caller.post("/v1/embeddings", body.formatted("")));
    JsonNode bytes =
        object(caller.post("/v1/embeddings", body.formatted(",\"encoding_format\":\"base64\"")));

    float[] expected = Vectors.of("a text", 3);
    assertThat(numbers.path("object").asString()).isEqualTo("list");
    assertThat(numbers.at("/data/1/index").asInt()).isEqualTo(1);
    assertThat(numbers.at("/data/0/object").asString()).isEqualTo("embedding");
    assertThat(numbers.at("/data/0/embedding").toString())
        .isEqualTo(json.writeValueAsString(expected));
    assertThat(bytes.at("/data/0/embedding").asString()).isEqualTo(Vectors.base64(expected));
    assertThat(numbers.path("usage").toString())
        .isEqualTo("{\"prompt_tokens\":4,\"total_tokens\":4}");
  }

  @Test
  void geminiGivesOneOrABatch() throws Exception {
    String one = "{\"content\":{\"parts\":[{\"text\":\"a text\"}]},\"outputDimensionality\":3}";

    JsonNode single = object(caller.post(GEMINI + "embedContent", one));
    JsonNode batch =
        object(caller.post(GEMINI + "batchEmbedContents", "{\"requests\":[" + one + "]}"));

    assertThat(single.at("/embedding/values").size()).isEqualTo(3);
    assertThat(batch.at("/embeddings/0")).isEqualTo(single.path("embedding"));
    assertThat(batch.at("/usageMetadata/promptTokenCount").asInt()).isEqualTo(2);
  }

  @Test
  void cohereGivesEveryTypeAskedFor() throws Exception {
    JsonNode embed =
        object(
            caller.post(
                "/v2/embed",
                """
                {"model":"m","texts":["a text"],"input_type":"search_query","output_dimension":3,
                 "embedding_types":["float","int8","uint8","base64"]}"""));

    float first = Vectors.of("a text", 3)[0];
    assertThat(embed.at("/embeddings/float/0").size()).isEqualTo(3);
    assertThat(embed.at("/embeddings/int8/0/0").asInt()).isEqualTo(Math.round(first * 127));
    assertThat(embed.at("/embeddings/uint8/0/0").asInt()).isEqualTo(128 + Math.round(first * 127));
    assertThat(embed.at("/embeddings/base64/0").asString())
        .isEqualTo(Vectors.base64(Vectors.of("a text", 3)));
    assertThat(embed.path("response_type").asString()).isEqualTo("embeddings_by_type");
    assertThat(embed.at("/meta/billed_units/input_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void textsThatShareWordsAreNear() {
    float[] text = Vectors.of("the cat sat on the mat", 256);

    assertThat(product(text, text)).isCloseTo(1, within(1e-5));
    assertThat(product(text, Vectors.of("The cat, on a mat!", 256)))
        .isGreaterThan(product(text, Vectors.of("budgets are leased per key", 256)) + 0.3);
    assertThat(Vectors.of("", 4)).hasSize(4).doesNotContain(Float.NaN);
  }

  private static double product(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/embeddings|{\"input\":\"x\"}",
        "/v1/embeddings|{\"model\":\"m\"}",
        "/v1/embeddings|{\"model\":\"m\",\"input\":\"x\",\"dimensions\":0}",
        "/v1/embeddings|{\"model\":\"m\",\"input\":\"x\",\"encoding_format\":\"hex\"}",
        "/v1/embeddings|{",
        "/v1beta/models/m:embedContent|{}",
        "/v1beta/models/m:batchEmbedContents|{\"requests\":[]}",
        "/v2/embed|{\"model\":\"m\",\"texts\":[]}",
        "/v2/embed|{\"model\":\"m\",\"texts\":[\"x\"],\"embedding_types\":[\"binary\"]}"
      })
  void aBadRequestIsRefused(String path, String body) throws Exception {
    assertThat(caller.post(path, body).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/embeddings", "/v2/embed"})
  void faultsAreNamedPlannedOrInTheModelsName(String path) throws Exception {
    String body = "{\"model\":\"%s\",\"input\":\"x\",\"texts\":[\"x\"]}";
    server.fault("planned", "503", 1);

    assertThat(caller.post(path, body.formatted("fault-500")).statusCode()).isEqualTo(500);
    assertThat(caller.post(path, body.formatted("planned")).statusCode()).isEqualTo(503);
    assertThat(caller.post(path, body.formatted("planned")).statusCode()).isEqualTo(200);
    HttpResponse<String> limited =
        caller.post(path, body.formatted("m"), "X-Simulator-Fault", "429-retry-after-7");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("7");
    assertThat(caller.post(path, body.formatted("m"), "X-Simulator-Fault", "no-usage").body())
        .doesNotContain("_tokens");
  }
}
