package dev.signalbox.streaming.wire.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.streaming.wire.InexpressibleException;
import dev.signalbox.streaming.wire.InvalidRequestException;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireModel;
import dev.signalbox.streaming.wire.request.Addressed;
import dev.signalbox.streaming.wire.request.ClientRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConverseRequestTests {

  private static final String CLAUDE_4_5 = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String CLAUDE_5 = "global.anthropic.claude-opus-5";

  private static final String RICH =
      """
      {
        "messages": [
          {"role": "user", "content": [
            {"text": "What is in these?"},
            {"image": {"format": "png", "source": {"bytes": "iVBORw0KGgo="}}},
            {"document": {"format": "pdf", "source": {"bytes": "JVBERi0="}, "name": "the report"}},
            {"cachePoint": {"type": "default", "ttl": "1h"}}]},
          {"role": "assistant", "content": [
            {"reasoningContent": {"reasoningText": {"text": "Look it up.", "signature": "c2ln"}}},
            {"reasoningContent": {"redactedContent": "c2VjcmV0"}},
            {"text": "I look."},
            {"toolUse": {"toolUseId": "tooluse_1", "name": "look", "input": {"at": "a", "n": 1}}},
            {"toolUse": {"toolUseId": "tooluse_2", "name": "list", "input": {}}}]},
          {"role": "user", "content": [
            {"toolResult": {"toolUseId": "tooluse_1", "content": [
              {"text": "A cat."}, {"image": {"format": "jpeg", "source": {"bytes": "/9j/"}}},
              {"document": {"format": "txt", "source": {"bytes": "aGk="}, "name": "found"}}]}},
            {"toolResult": {"toolUseId": "tooluse_2", "content": [{"text": "no"}],
              "status": "error"}},
            {"cachePoint": {"type": "default"}},
            {"text": "Go on."}]}
        ],
        "system": [{"text": "Be brief."}, {"cachePoint": {"type": "default", "ttl": "5m"}}],
        "inferenceConfig": {"maxTokens": 4000, "temperature": 0.7, "topP": 0.95,
          "stopSequences": ["END", "STOP"]},
        "toolConfig": {
          "tools": [
            {"toolSpec": {"name": "look", "description": "Looks.", "inputSchema": {"json":
              {"type": "object", "properties": {"at": {"type": "string"}},
               "additionalProperties": false}}, "strict": true}},
            {"cachePoint": {"type": "default"}},
            {"toolSpec": {"name": "list", "inputSchema": {"json": {"type": "object"}}}}],
          "toolChoice": {"tool": {"name": "look"}}},
        "additionalModelRequestFields": {"top_k": 40,
          "thinking": {"type": "enabled", "budget_tokens": 2000}}
      }
      """;

  private final JsonMapper json = JsonMapper.builder().build();
  private final ConverseProtocol protocol = new ConverseProtocol(json);

  @Test
  void aRichRequestIsWordedAgainAsItWas() {
    assertThat(again(RICH, CLAUDE_4_5)).isEqualTo(json.readTree(RICH));
  }

  @Test
  void whatWasReadIsTheConversation() {
    ModelRequest request = understood(RICH);

    assertThat(request.turns())
        .extracting(Turn::role)
        .containsExactly(
            Turn.Role.SYSTEM, Turn.Role.USER, Turn.Role.ASSISTANT, Turn.Role.TOOL, Turn.Role.USER);
    assertThat(request.turns())
        .extracting(Turn::field)
        .containsExactly("system", "messages[0]", "messages[1]", "messages[2]", "messages[2]");
    assertThat(request.turns().get(2).parts())
        .contains(
            new Part.Thinking("Look it up.", "bedrock_converse:c2ln"),
            new Part.RedactedThinking("bedrock_converse:c2VjcmV0"),
            new Part.ToolCall("tooluse_1", "look", "{\"at\":\"a\",\"n\":1}", null));
    assertThat(request.turns().get(3).parts().getLast()).isEqualTo(new Part.CacheBreak(null));
    assertThat(((Part.ToolResult) request.turns().get(3).parts().get(1)).name()).isEqualTo("list");
    assertThat(request.stream()).isTrue();
  }

  /** Named beside each: what becomes of it, when that is not the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          M,"toolConfig":{"tools":[T],"toolChoice":{"auto":{}}}|M,"toolConfig":{"tools":[T]}
          M,"toolConfig":{"tools":[T],"toolChoice":{"any":{}}}|
          M,"inferenceConfig":{"maxTokens":10},"performanceConfig":{"latency":"standard"},"serviceTier":{"type":"default"},"requestMetadata":{"a":"b"},"additionalModelResponseFieldPaths":[],"promptVariables":{}|M,"inferenceConfig":{"maxTokens":10}
          M,"additionalModelRequestFields":{"thinking":{"type":"disabled"}}|
          M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"}}|
          M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"}},"outputConfig":{"effort":"max"}|
          M,"additionalModelRequestFields":{"thinking":{"type":"adaptive","display":"omitted"}}|
          M,"additionalModelRequestFields":{"reasoning_config":{"type":"adaptive","display":"summarized"}}|M,"additionalModelRequestFields":{"thinking":{"type":"adaptive","display":"summarized"}}
          M,"outputConfig":{"effort":"xhigh"}|M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"}},"outputConfig":{"effort":"xhigh"}
          M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}|M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"}},"outputConfig":{"effort":"low"}
          M,"additionalModelRequestFields":{"reasoning_config":{"type":"enabled","budget_tokens":8000}}|M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"}},"outputConfig":{"effort":"medium"}
          M,"additionalModelRequestFields":{"reasoningConfig":{"type":"enabled","maxReasoningEffort":"high"}}|M,"additionalModelRequestFields":{"thinking":{"type":"adaptive"}},"outputConfig":{"effort":"high"}
          M,"additionalModelRequestFields":{"inferenceConfig":{"topK":5}}|M,"additionalModelRequestFields":{"top_k":5}
          M,"toolConfig":{"tools":[T]},"additionalModelRequestFields":{"tool_choice":{"type":"any","disable_parallel_tool_use":true}}|
          M,"toolConfig":{"tools":[T]},"additionalModelRequestFields":{"tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true}}|
          M,"toolConfig":{"tools":[T]},"additionalModelRequestFields":{"tool_choice":{"type":"auto","disable_parallel_tool_use":false}}|M,"toolConfig":{"tools":[T]}
          M,"outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{\\"type\\":\\"object\\"}","name":"n","description":"d"}}}}|
          "messages":[{"role":"user","content":[{"text":"a"}]},{"role":"user","content":[{"text":""},{"text":"b"}]}]|"messages":[{"role":"user","content":[{"text":"a"},{"text":"b"}]}]
          "messages":[{"role":"user","content":[{"text":"a"}]},{"role":"system","content":[{"text":"b"}]}]|
          "messages":[{"role":"user","content":[{"document":{"name":"a.b/c  d","source":{"text":"hi"}}},{"document":{"format":"md","name":"a-b-c d","source":{"bytes":"aGk="}}}]}]|"messages":[{"role":"user","content":[{"document":{"format":"txt","source":{"bytes":"aGk="},"name":"a-b-c d"}},{"document":{"format":"md","source":{"bytes":"aGk="},"name":"a-b-c d (2)"}}]}]
          "messages":[{"role":"user","content":[{"audio":{"format":"mp3","source":{"bytes":"aGk="}}}]}]|
          """)
  void otherRequestsAreWordedAgain(String fields, String expected) {
    String body = body(fields);

    assertThat(again(body, CLAUDE_5))
        .isEqualTo(json.readTree(expected == null ? body : body(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          M,"guardrailConfig":{"guardrailIdentifier":"g"}|guardrailConfig
          M,"performanceConfig":{"latency":"optimized"}|performanceConfig.latency
          M,"serviceTier":{"type":"flex"}|serviceTier.type
          M,"additionalModelResponseFieldPaths":["/stop_sequence"]|additionalModelResponseFieldPaths
          M,"promptVariables":{"a":{"text":"b"}}|promptVariables
          M,"unheardOf":1|unheardOf
          M,"inferenceConfig":{"minTokens":1}|inferenceConfig.minTokens
          M,"additionalModelRequestFields":{"anthropic_beta":["x"]}|additionalModelRequestFields.anthropic_beta
          M,"additionalModelRequestFields":{"thinking":{"type":"adaptive","display":"updates"}}|additionalModelRequestFields.thinking.display
          M,"toolConfig":{"tools":[{"systemTool":{"name":"web"}}]}|toolConfig.tools[0].systemTool
          M,"system":[{"guardContent":{"text":{"text":"x"}}}]|system[0].guardContent
          "messages":[{"role":"user","content":[{"text":"a"},{"video":{"format":"mp4","source":{"bytes":"aGk="}}}]}]|messages[0].content[1].video
          "messages":[{"role":"user","content":[{"searchResult":{"source":"a"}}]}]|messages[0].content[0].searchResult
          "messages":[{"role":"user","content":[{"image":{"format":"png","source":{"s3Location":{"uri":"s3://b/k"}}}}]}]|messages[0].content[0].image.source.s3Location
          "messages":[{"role":"user","content":[{"audio":{"format":"mkv","source":{"bytes":"aGk="}}}]}]|messages[0].content[0].audio.format
          "messages":[{"role":"user","content":[{"document":{"format":"pdf","name":"n","context":"c","source":{"bytes":"aGk="}}}]}]|messages[0].content[0].document.context
          "messages":[{"role":"user","content":[{"document":{"format":"pdf","name":"n","citations":{"enabled":true},"source":{"bytes":"aGk="}}}]}]|messages[0].content[0].document.citations.enabled
          "messages":[{"role":"user","content":[{"document":{"name":"n","source":{"content":[{"text":"x"}]}}}]}]|messages[0].content[0].document.source.content
          "messages":[{"role":"assistant","content":[{"citationsContent":{"content":[{"text":"x"}]}}]}]|messages[0].content[0].citationsContent
          "messages":[{"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{},"type":"server_tool_use"}}]}]|messages[0].content[0].toolUse.type
          C,{"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"video":{"format":"mp4"}}]}}]}]|messages[1].content[0].toolResult.content[0].video
          """)
  void whatOnlyConverseCanSayIsNamed(String fields, String field) {
    assertThatExceptionOfType(InexpressibleException.class)
        .isThrownBy(() -> understood(body(fields)))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field))
        .withMessageContaining(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          M,"inferenceConfig":{"temperature":"warm"}|inferenceConfig.temperature
          M,"inferenceConfig":7|inferenceConfig
          M,"toolConfig":{"tools":[{"toolSpec":{"name":"f"}}]}|toolConfig.tools[0].toolSpec.inputSchema
          M,"additionalModelRequestFields":{"thinking":{"type":"perhaps"}}|additionalModelRequestFields.thinking.type
          M,"additionalModelRequestFields":{"thinking":{"type":"enabled"}}|additionalModelRequestFields.thinking.budget_tokens
          M,"outputConfig":{"effort":"some"}|outputConfig.effort
          M,"outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{"schema":"{"}}}}|outputConfig.textFormat.structure.jsonSchema.schema
          "messages":[{"role":"tool","content":[]}]|messages[0].role
          "messages":[{"role":"user","content":[{}]}]|messages[0].content[0]
          "messages":[{"role":"user","content":"hi"}]|messages[0].content
          "messages":[{"role":"user","content":[{"image":{"format":"png","source":{"bytes":"no base64"}}}]}]|messages[0].content[0].image.source.bytes
          "messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[]}}]}]|messages[0].content[0].toolResult.toolUseId
          "messages":[{"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":[]}}]}]|messages[0].content[0].toolUse.input
          """)
  void whatIsWrongIsNamed(String fields, String field) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> understood(body(fields)))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void theModelIsInThePath() {
    assertThat(protocol.path(CLAUDE_4_5, false))
        .isEqualTo("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse");
    assertThat(protocol.path("arn:aws:bedrock:us-east-1:1:inference-profile/x", true))
        .isEqualTo(
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fx/converse-stream");
  }

  @Test
  void aRequestIsRelayedAsItCame() {
    ClientRequest request = read(RICH);

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.maxOutputTokens()).isEqualTo(4000);
    assertThat(request.estimatedInputTokens()).isBetween(40L, 160L);
    assertThat(new String(request.bodyFor("other"), StandardCharsets.UTF_8)).isEqualTo(RICH);
  }

  private JsonNode again(String body, String model) {
    return json.readTree(protocol.write(understood(body), new WireModel(model, 8_000)).json());
  }

  private ModelRequest understood(String body) {
    return protocol.understand(read(body));
  }

  private ClientRequest read(String body) {
    return protocol.read(body.getBytes(StandardCharsets.UTF_8), new Addressed.InPath("m", true));
  }

  private static String body(String fields) {
    return '{'
        + fields
            .replace("M,", "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}],")
            .replace(
                "C,",
                "\"messages\":[{\"role\":\"assistant\",\"content\":[{\"toolUse\":"
                    + "{\"toolUseId\":\"a\",\"name\":\"f\",\"input\":{}}}]},")
            .replace(
                "[T]",
                "[{\"toolSpec\":{\"name\":\"f\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}}}]")
        + '}';
  }
}
