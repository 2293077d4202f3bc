package dev.signalbox.streaming.matrix;

import dev.signalbox.streaming.wire.Protocol;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** One conversation, as the clients of each protocol word it. */
public final class ClientBodies {

  static final String INSTRUCTION = "Answer in one sentence.";
  static final String QUESTION = "How warm is it in Zürich?";
  static final String EARLIER_ARGUMENTS = "{\"city\":\"Oslo\"}";
  static final String EARLIER_RESULT = "minus four degrees";

  /** One pixel. */
  static final String IMAGE =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

  private ClientBodies() {}

  public static String path(Protocol protocol, String model, boolean stream) {
    return switch (protocol) {
      case OPENAI_CHAT -> "/v1/chat/completions";
      case OPENAI_RESPONSES -> "/v1/responses";
      case ANTHROPIC_MESSAGES -> "/v1/messages";
      case COHERE_CHAT -> "/v2/chat";
      case GEMINI ->
          "/v1beta/models/"
              + model
              + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
      case BEDROCK_CONVERSE ->
          "/model/"
              + URLEncoder.encode(model, StandardCharsets.UTF_8)
              + (stream ? "/converse-stream" : "/converse");
    };
  }

  /** An instruction and a question. */
  public static String question(Protocol protocol, String model, boolean stream) {
    return switch (protocol) {
      case OPENAI_CHAT ->
          """
          {%s"max_tokens":200,"temperature":0.5,"messages":[
            {"role":"system","content":"%s"},{"role":"user","content":"%s"}]}
          """
              .formatted(head(model, stream), INSTRUCTION, QUESTION);
      case OPENAI_RESPONSES ->
          """
          {%s"max_output_tokens":200,"temperature":0.5,"instructions":"%s","input":"%s"}
          """
              .formatted(head(model, stream), INSTRUCTION, QUESTION);
      case ANTHROPIC_MESSAGES ->
          """
          {%s"max_tokens":200,"temperature":0.5,"system":"%s","messages":[{"role":"user","content":"%s"}]}
          """
              .formatted(head(model, stream), INSTRUCTION, QUESTION);
      case COHERE_CHAT ->
          """
          {%s"max_tokens":200,"temperature":0.5,"messages":[
            {"role":"system","content":"%s"},{"role":"user","content":"%s"}]}
          """
              .formatted(head(model, stream), INSTRUCTION, QUESTION);
      case GEMINI ->
          """
          {"generationConfig":{"maxOutputTokens":200,"temperature":0.5},
           "systemInstruction":{"parts":[{"text":"%s"}]},
           "contents":[{"role":"user","parts":[{"text":"%s"}]}]}
          """
              .formatted(INSTRUCTION, QUESTION);
      case BEDROCK_CONVERSE ->
          """
          {"inferenceConfig":{"maxTokens":200,"temperature":0.5},
           "system":[{"text":"%s"}],"messages":[{"role":"user","content":[{"text":"%s"}]}]}
          """
              .formatted(INSTRUCTION, QUESTION);
    };
  }

  /**
   * An earlier call of a tool with its result, an image and a question; the tool is offered again.
   */
  static String conversation(Protocol protocol, String model, boolean stream) {
    return switch (protocol) {
      case OPENAI_CHAT ->
          """
          {%s"max_tokens":200,"messages":[{"role":"user","content":"And Oslo?"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function",
              "function":{"name":"weather","arguments":"%s"}}]},
            {"role":"tool","tool_call_id":"call_1","content":"%s"},
            {"role":"user","content":[{"type":"text","text":"%s"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]}],
           "tools":[{"type":"function","function":{"name":"weather","description":"Tells it","parameters":%s}}]}
          """
              .formatted(
                  head(model, stream),
                  EARLIER_ARGUMENTS.replace("\"", "\\\""),
                  EARLIER_RESULT,
                  QUESTION,
                  IMAGE,
                  SCHEMA);
      case OPENAI_RESPONSES ->
          """
          {%s"max_output_tokens":200,"store":false,"input":[{"role":"user","content":"And Oslo?"},
            {"type":"function_call","call_id":"call_1","name":"weather","arguments":"%s"},
            {"type":"function_call_output","call_id":"call_1","output":"%s"},
            {"role":"user","content":[{"type":"input_text","text":"%s"},
              {"type":"input_image","image_url":"data:image/png;base64,%s"}]}],
           "tools":[{"type":"function","name":"weather","description":"Tells it","parameters":%s}]}
          """
              .formatted(
                  head(model, stream),
                  EARLIER_ARGUMENTS.replace("\"", "\\\""),
                  EARLIER_RESULT,
                  QUESTION,
                  IMAGE,
                  SCHEMA);
      case ANTHROPIC_MESSAGES ->
          """
          {%s"max_tokens":200,"messages":[{"role":"user","content":"And Oslo?"},
            {"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"weather","input":%s}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"%s"},
              {"type":"text","text":"%s"},
              {"type":"image","source":{"type":"base64","media_type":"image/png","data":"%s"}}]}],
           "tools":[{"name":"weather","description":"Tells it","input_schema":%s}]}
          """
              .formatted(
                  head(model, stream), EARLIER_ARGUMENTS, EARLIER_RESULT, QUESTION, IMAGE, SCHEMA);
      case COHERE_CHAT ->
          """
          {%s"max_tokens":200,"messages":[{"role":"user","content":"And Oslo?"},
            {"role":"assistant","tool_calls":[{"id":"call_1","type":"function",
              "function":{"name":"weather","arguments":"%s"}}]},
            {"role":"tool","tool_call_id":"call_1","content":"%s"},
            {"role":"user","content":[{"type":"text","text":"%s"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]}],
           "tools":[{"type":"function","function":{"name":"weather","description":"Tells it","parameters":%s}}]}
          """
              .formatted(
                  head(model, stream),
                  EARLIER_ARGUMENTS.replace("\"", "\\\""),
                  EARLIER_RESULT,
                  QUESTION,
                  IMAGE,
                  SCHEMA);
      case GEMINI ->
          """
          {"generationConfig":{"maxOutputTokens":200},
           "contents":[{"role":"user","parts":[{"text":"And Oslo?"}]},
            {"role":"model","parts":[{"functionCall":{"name":"weather","args":%s}}]},
            {"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"output":"%s"}}}]},
            {"role":"user","parts":[{"text":"%s"},{"inlineData":{"mimeType":"image/png","data":"%s"}}]}],
           "tools":[{"functionDeclarations":[{"name":"weather","description":"Tells it","parametersJsonSchema":%s}]}]}
          """
              .formatted(EARLIER_ARGUMENTS, EARLIER_RESULT, QUESTION, IMAGE, SCHEMA);
      case BEDROCK_CONVERSE ->
          """
          {"inferenceConfig":{"maxTokens":200},
           "messages":[{"role":"user","content":[{"text":"And Oslo?"}]},
            {"role":"assistant","content":[{"toolUse":{"toolUseId":"call_1","name":"weather","input":%s}}]},
            {"role":"user","content":[{"toolResult":{"toolUseId":"call_1","content":[{"text":"%s"}]}},
              {"text":"%s"},{"image":{"format":"png","source":{"bytes":"%s"}}}]}],
           "toolConfig":{"tools":[{"toolSpec":{"name":"weather","description":"Tells it","inputSchema":{"json":%s}}}]}}
          """
              .formatted(EARLIER_ARGUMENTS, EARLIER_RESULT, QUESTION, IMAGE, SCHEMA);
    };
  }

  private static String head(String model, boolean stream) {
    return "\"model\":\"" + model + "\",\"stream\":" + stream + ',';
  }
}
