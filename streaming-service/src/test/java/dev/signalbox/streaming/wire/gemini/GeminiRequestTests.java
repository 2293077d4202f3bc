package dev.signalbox.streaming.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.OutputFormat;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.ToolChoice;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.request.Addressed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeminiRequestTests {

  private static final String MODEL = "gemini-2.5-pro";
  private static final String RICH =
      """
      {"systemInstruction":{"parts":[{"text":"Be short."}]},
       "contents":[
        {"role":"user","parts":[
          {"text":"Look at these."},
          {"inlineData":{"mimeType":"image/png","data":"iVBORw0="}},
          {"fileData":{"mimeType":"image/jpeg","fileUri":"https://example.com/a.jpg?x=1"}},
          {"inlineData":{"mimeType":"application/pdf","data":"JVBERi0="}},
          {"inlineData":{"mimeType":"audio/wav","data":"UklGRg=="}}]},
        {"role":"model","parts":[
          {"text":"Hm.","thought":true,"thoughtSignature":"CiQA"},
          {"text":"I ask.","thoughtSignature":"CiQB"},
          {"functionCall":{"id":"a","name":"weather","args":{"city":"Oslo","days":1.5}},
           "thoughtSignature":"CiQC"},
          {"functionCall":{"id":"b","name":"weather","args":{}}}]},
        {"role":"user","parts":[
          {"functionResponse":{"id":"a","name":"weather","response":{"degrees":7},
           "parts":[{"inlineData":{"mimeType":"image/webp","data":"UklGRg=="}}]}},
          {"functionResponse":{"id":"b","name":"weather","response":{"error":"where?"}}},
          {"text":"Well?"}]}],
       "tools":[{"functionDeclarations":[{"name":"weather","description":"of a city",
         "parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}}}}]}],
       "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["weather"]}},
       "generationConfig":{"maxOutputTokens":4096,"temperature":1.7,"topP":0.9,"topK":40,
         "frequencyPenalty":-0.5,"presencePenalty":0.5,"seed":7,"stopSequences":["END"],
         "responseMimeType":"application/json","responseJsonSchema":{"type":"object"},
         "thinkingConfig":{"includeThoughts":true,"thinkingBudget":2048}}}""";

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private final GeminiProtocol protocol = new GeminiProtocol(json);

  @Test
  void whatIsReadIsWrittenAgain() {
    ModelRequest request = understand(RICH);

    assertThat(written(request, MODEL)).isEqualTo(json.readTree(RICH));
    assertThat(protocol.write(request, new WireModel(MODEL, 1)).unused()).isEmpty();
  }

  @Test
  void snakeCaseIsUnderstoodToo() {
    String snake =
        RICH.replace("systemInstruction", "system_instruction")
            .replace("inlineData", "inline_data")
            .replace("fileData", "file_data")
            .replace("fileUri", "file_uri")
            .replace("mimeType", "mime_type")
            .replace("thoughtSignature", "thought_signature")
            .replace("functionCall\"", "function_call\"")
            .replace("functionResponse", "function_response")
            .replace("functionDeclarations", "function_declarations")
            .replace("parametersJsonSchema", "parameters_json_schema")
            .replace("functionCallingConfig", "function_calling_config")
            .replace("allowedFunctionNames", "allowed_function_names")
            .replace("toolConfig", "tool_config")
            .replace("generationConfig", "generation_config")
            .replace("maxOutputTokens", "max_output_tokens")
            .replace("responseMimeType", "response_mime_type")
            .replace("thinkingBudget", "thinking_budget");

    assertThat(written(understand(snake), MODEL)).isEqualTo(json.readTree(RICH));
    assertThat(protocol.read(bytes(snake), new Addressed.InPath("gemini", true)).maxOutputTokens())
        .isEqualTo(4_096);
  }

  @Test
  void callsWithoutIdsAreGivenOnesAndResultsFindThem() {
    List<Turn> turns =
        understand(
                """
                {"contents":[
                  {"parts":[{"text":"Hi"}]},
                  {"role":"model","parts":[
                    {"functionCall":{"name":"f","args":{"n":1}}},
                    {"functionCall":{"name":"g"}},
                    {"functionCall":{"name":"f","args":{"n":2}}}]},
                  {"role":"function","parts":[
                    {"functionResponse":{"name":"g","response":{"output":"G"}}},
                    {"functionResponse":{"name":"f","response":{"result":1}}},
                    {"functionResponse":{"name":"f","response":{"a":1,"b":2}}}]}]}""")
            .turns();

    assertThat(turns)
        .containsExactly(
            new Turn(Turn.Role.USER, List.of(new Part.Text("Hi")), "contents[0]"),
            new Turn(
                Turn.Role.ASSISTANT,
                List.of(
                    new Part.ToolCall("call_1_0", "f", "{\"n\":1}", null),
                    new Part.ToolCall("call_1_1", "g", "{}", null),
                    new Part.ToolCall("call_1_2", "f", "{\"n\":2}", null)),
                "contents[1]"),
            new Turn(
                Turn.Role.TOOL,
                List.of(
                    result("call_1_1", "g", "G"),
                    result("call_1_0", "f", "1"),
                    result("call_1_2", "f", "{\"a\":1,\"b\":2}")),
                "contents[2]"));
  }

  @Test
  void anAnswerThatTheClientKeepsInPiecesIsOneTurn() {
    List<Turn> turns =
        understand(
                """
                {"contents":[
                  {"role":"user","parts":[{"text":"Hi"}]},
                  {"role":"model","parts":[{"text":"h","thought":true}]},
                  {"role":"model","parts":[{"text":"m","thought":true}]},
                  {"role":"model","parts":[{"text":"Hel"}]},
                  {"role":"model","parts":[{"text":"lo"},{"text":"you"}]},
                  {"role":"model","parts":[{"text":"","thoughtSignature":"CiQB"}]},
                  {"role":"model","parts":[{"functionCall":{"name":"f"}}]},
                  {"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""")
            .turns();

    assertThat(turns).hasSize(3);
    assertThat(turns.get(1))
        .isEqualTo(
            new Turn(
                Turn.Role.ASSISTANT,
                List.of(
                    new Part.Thinking("hm", null),
                    new Part.Text("Hello"),
                    new Part.Text("you"),
                    new Part.Thinking("", "gemini:CiQB"),
                    new Part.ToolCall("call_6_0", "f", "{}", null)),
                "contents[1]"));
  }

  @Test
  void aSchemaIsReadAsTheJsonSchemaThatSaysTheSame() {
    ModelRequest request =
        understand(
            with(
                """
                "tools":[{"function_declarations":[{"name":"f","parameters":{
                  "type":"OBJECT","required":["b"],"property_ordering":["b","a"],
                  "properties":{
                   "a":{"type":"STRING","format":"enum","enum":["x"],"nullable":true,"min_length":"2"},
                   "b":{"type":"array","items":{"type":"INTEGER","enum":["1","2"]},"maxItems":"3"},
                   "c":{"anyOf":[{"type":"NUMBER","minimum":0.5},{"type":"BOOLEAN"}],"nullable":true,
                     "title":"T","example":1}}}}]}]"""));

    JsonNode schema = Objects.requireNonNull(request.tools().getFirst().parameters());
    assertThat(json.readTree(schema.toString()))
        .isEqualTo(
            json.readTree(
                """
                {"type":"object","required":["b"],"properties":{
                  "b":{"type":"array","items":{"type":"integer","enum":[1,2]},"maxItems":3},
                  "a":{"type":["string","null"],"enum":["x",null],"minLength":2},
                  "c":{"title":"T","examples":[1],
                    "anyOf":[{"type":"number","minimum":0.5},{"type":"boolean"},{"type":"null"}]}}}"""));
    assertThat(schema.path("properties").propertyNames()).containsExactly("b", "a", "c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"mode\":\"AUTO\"}|Auto[]",
        "{\"mode\":\"MODE_UNSPECIFIED\"}|Auto[]",
        "{}|Auto[]",
        "{\"mode\":\"none\"}|None[]",
        "{\"mode\":\"ANY\"}|Required[]",
        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"g\",\"f\"]}|Required[]",
        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"g\"]}|Named[name=g]"
      })
  void theModeOfCallingIsTheChoiceOfTools(String calling, String expected) {
    assertThat(understand(withCalling(calling)).toolChoice()).hasToString(expected);
  }

  @Test
  void validatedCallsAreThoseOfStrictTools() {
    ModelRequest request = understand(withCalling("{\"mode\":\"VALIDATED\"}"));

    assertThat(request.toolChoice()).isEqualTo(new ToolChoice.Auto());
    assertThat(request.tools()).allMatch(tool -> Boolean.TRUE.equals(tool.strict()));
    assertThat(written(request, MODEL).at("/toolConfig/functionCallingConfig/mode").asString())
        .isEqualTo("VALIDATED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"thinkingBudget\":0}|Off[]",
        "{\"thinkingBudget\":-1,\"includeThoughts\":false}|Dynamic[]",
        "{\"thinkingBudget\":99}|Budget[tokens=99]",
        "{\"thinkingLevel\":\"MINIMAL\"}|Effort[level=MINIMAL]",
        "{\"thinkingLevel\":\"low\"}|Effort[level=LOW]",
        "{\"thinkingLevel\":\"MEDIUM\",\"includeThoughts\":true}|Effort[level=MEDIUM]",
        "{\"thinkingLevel\":\"HIGH\"}|Effort[level=HIGH]",
        "{\"thinkingLevel\":\"THINKING_LEVEL_UNSPECIFIED\"}|null",
        "{\"includeThoughts\":true}|Dynamic[]",
        "{\"includeThoughts\":false}|null"
      })
  void thinkingIsRead(String thinking, String expected) {
    assertThat(
            String.valueOf(
                understand(with("\"generationConfig\":{\"thinkingConfig\":" + thinking + "}"))
                    .reasoning()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"thinkingConfig\":{\"thinkingBudget\":99}|false",
        "\"thinkingConfig\":{\"thinkingBudget\":99,\"includeThoughts\":false}|false",
        "\"thinkingConfig\":{\"thinkingBudget\":99,\"include_thoughts\":true}|true",
        "\"temperature\":1|false"
      })
  void thoughtsAreShownWhereTheyAreIncluded(String config, boolean shown) {
    assertThat(understand(with("\"generationConfig\":{" + config + "}")).thoughtsShown())
        .isEqualTo(shown);
  }

  @Test
  void whoWantsNothingFilteredGetsThatElsewhereToo() {
    String settings =
        """
        "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"},
          {"category":"HARM_CATEGORY_HATE_SPEECH","threshold":"OFF"},
          {"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"HARM_BLOCK_THRESHOLD_UNSPECIFIED"},
          {"category":"HARM_CATEGORY_SEXUALLY_EXPLICIT"}]""";

    assertThat(understand(with(settings)).turns()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"responseMimeType\":\"text/plain\"|PlainText[]",
        "\"responseMimeType\":\"application/json\"|JsonObject[]",
        "\"responseFormat\":[{\"text\":{\"mimeType\":\"APPLICATION_JSON\"}}]|JsonObject[]",
        "\"responseFormat\":[{\"text\":{\"mimeType\":\"TEXT_PLAIN\"}}]|PlainText[]",
        "\"responseFormat\":[{\"text\":{\"mimeType\":\"APPLICATION_JSON\",\"schema\":{\"type\":\"string\"}}}]|JsonSchema[name=null, description=null, schema={\"type\":\"string\"}, strict=null]",
        "\"responseSchema\":{\"type\":\"STRING\"}|JsonSchema[name=null, description=null, schema={\"type\":\"string\"}, strict=null]",
        "\"candidateCount\":1,\"responseLogprobs\":false,\"responseModalities\":[\"TEXT\"]|PlainText[]"
      })
  void theFormOfTheAnswerIsRead(String config, String expected) {
    OutputFormat format = understand(with("\"generationConfig\":{" + config + "}")).format();

    assertThat(format).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"safetySettings\":[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"BLOCK_ONLY_HIGH\"}]|safetySettings[0].threshold",
        "\"cached_content\":\"cachedContents/1\"|cached_content",
        "\"serviceTier\":\"flex\"|serviceTier",
        "\"store\":false|store",
        "\"something_new\":1|something_new",
        "\"tools\":[{\"googleSearch\":{}}]|tools[0].googleSearch",
        "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"response\":{\"type\":\"STRING\"}}]}]|tools[0].functionDeclarations[0].response",
        "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"behavior\":\"NON_BLOCKING\"}]}]|tools[0].functionDeclarations[0].behavior",
        "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"},{\"name\":\"g\"},{\"name\":\"h\"}]}],\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\",\"g\"]}}|toolConfig.functionCallingConfig.allowedFunctionNames",
        "\"toolConfig\":{\"retrievalConfig\":{}}|toolConfig.retrievalConfig",
        "\"generationConfig\":{\"candidateCount\":2}|generationConfig.candidateCount",
        "\"generationConfig\":{\"logprobs\":3}|generationConfig.logprobs",
        "\"generationConfig\":{\"responseModalities\":[\"TEXT\",\"IMAGE\"]}|generationConfig.responseModalities",
        "\"generationConfig\":{\"mediaResolution\":\"MEDIA_RESOLUTION_LOW\"}|generationConfig.mediaResolution",
        "\"generationConfig\":{\"speech_config\":{}}|generationConfig.speech_config",
        "\"generationConfig\":{\"responseMimeType\":\"text/x.enum\"}|generationConfig.responseMimeType"
      })
  void aSettingThatOthersDoNotHaveIsNamed(String field, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understand(with(field)))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"executableCode\":{}}|contents[0].parts[0].executableCode",
        "{\"toolCall\":{}}|contents[0].parts[0].toolCall",
        "{\"inlineData\":{\"mimeType\":\"video/mp4\",\"data\":\"x\"}}|contents[0].parts[0].inlineData.mimeType",
        "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"x\"},\"videoMetadata\":{}}|contents[0].parts[0].videoMetadata",
        "{\"file_data\":{\"file_uri\":\"gs://b/a.png\"}}|contents[0].parts[0].file_data.file_uri",
        "{\"fileData\":{\"fileUri\":\"https://generativelanguage.googleapis.com/v1beta/files/a\",\"mimeType\":\"image/png\"}}|contents[0].parts[0].fileData.fileUri",
        "{\"text\":\"x\",\"mediaResolution\":{}}|contents[0].parts[0].mediaResolution"
      })
  void aPartThatOthersDoNotHaveIsNamed(String part, String path) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understand("{\"contents\":[{\"parts\":[" + part + "]}]}"))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"contents\":[{\"role\":\"assistant\",\"parts\":[{\"text\":\"x\"}]}]}|contents[0].role",
        "{\"contents\":[{\"parts\":[{}]}]}|contents[0].parts[0].text",
        "{\"contents\":[{\"parts\":[{\"text\":7}]}]}|contents[0].parts[0].text",
        "{\"contents\":[{\"parts\":{}}]}|contents[0].parts",
        "{\"contents\":[{\"parts\":[{\"inlineData\":{\"data\":\"x\"}}]}]}|contents[0].parts[0].inlineData.mimeType",
        "{\"contents\":[{\"parts\":[{\"fileData\":{\"fileUri\":\"https://x/y\"}}]}]}|contents[0].parts[0].fileData.mimeType",
        "{\"contents\":[{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":[]}}]}]}|contents[0].parts[0].functionCall.args",
        "{\"contents\":[{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{}}}]}]}|contents[0].parts[0].functionResponse.name",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"systemInstruction\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"x\"}}]}}|systemInstruction.parts",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generation_config\":{\"temperature\":\"hot\"}}|generation_config.temperature",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"maxOutputTokens\":\"x\"}}|generationConfig.maxOutputTokens",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":-2}}}|generationConfig.thinkingConfig.thinkingBudget",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":1,\"thinkingLevel\":\"LOW\"}}}|generationConfig.thinkingConfig.thinkingLevel",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"generationConfig\":{\"responseSchema\":{\"properties\":{\"a\":{\"type\":7}}}}}|generationConfig.responseSchema.properties.a.type",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"tools\":[{\"functionDeclarations\":[{}]}]}|tools[0].functionDeclarations[0].name",
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"SOME\"}}}|toolConfig.functionCallingConfig.mode",
        "{\"contents\":\"Hi\"}|contents",
        "{}|contents"
      })
  void aBadValueIsNamed(String body, String path) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understand(body))
        .satisfies(invalid -> assertThat(invalid.field()).isEqualTo(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]"})
  void whatIsNoRequestIsRefused(String body) {
    assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> understand(body));
  }

  @Test
  void whatAClientSaysInPassingIsNoObstacle() {
    ModelRequest request =
        understand(
            """
            {"model":"models/gemini","labels":{"team":"a"},"safetySettings":[],
             "contents":[{"role":"user","parts":[{"text":"Hi","partMetadata":{"a":1}}]}],
             "serviceTier":"standard","toolConfig":{"includeServerSideToolInvocations":false}}""");

    assertThat(request.turns())
        .containsExactly(new Turn(Turn.Role.USER, List.of(new Part.Text("Hi")), "contents[0]"));
  }

  @Test
  void mediaAreToldApartByTheirType() {
    assertThat(
            understand(
                    """
                    {"contents":[{"parts":[
                      {"fileData":{"fileUri":"https://example.com/a.PNG"}},
                      {"fileData":{"fileUri":"https://example.com/a","mimeType":"application/pdf"}},
                      {"inlineData":{"mimeType":"text/csv","data":"YQ==","displayName":"a.csv"}}]}]}""")
                .turns()
                .getFirst()
                .parts())
        .containsExactly(
            new Part.Image(new Media.Link("https://example.com/a.PNG")),
            new Part.Document(new Media.Link("https://example.com/a"), null),
            new Part.Document(new Media.Inline("text/csv", "YQ=="), "a.csv"));
  }

  private static Part result(String id, String name, String text) {
    return new Part.ToolResult(id, name, List.of(new Part.Text(text)), false);
  }

  private static String with(String field) {
    return "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]," + field + "}";
  }

  private static String withCalling(String calling) {
    return with(
        "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"},{\"name\":\"g\"}]}],"
            + "\"toolConfig\":{\"functionCallingConfig\":"
            + calling
            + "}");
  }

  private ModelRequest understand(String body) {
    return protocol.understand(
        protocol.read(bytes(body), new Addressed.InPath("gemini-2.5-pro", false)));
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode written(ModelRequest request, String model) {
    return json.readTree(protocol.write(request, new WireModel(model, 1)).json());
  }
}
