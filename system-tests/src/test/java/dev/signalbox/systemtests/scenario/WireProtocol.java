package dev.signalbox.systemtests.scenario;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A protocol that clients speak: where it is asked, in which words, and how a failure is told in
 * it.
 */
enum WireProtocol {
  OPENAI_CHAT(
      "/v1/chat/completions",
      "/v1/chat/completions",
      """
      {"model": "{model}", "stream": {stream}, "max_tokens": 200, "messages": [{"role": "user", "content": "Go on"}]}
      """,
      "/error/message",
      "data: {\"error\":{",
      "data: [DONE]"),
  OPENAI_RESPONSES(
      "/v1/responses",
      "/v1/responses",
      """
      {"model": "{model}", "stream": {stream}, "max_output_tokens": 200, "input": "Go on"}
      """,
      "/error/message",
      "event: error",
      "event: response.completed"),
  ANTHROPIC_MESSAGES(
      "/v1/messages",
      "/v1/messages",
      """
      {"model": "{model}", "stream": {stream}, "max_tokens": 200, "messages": [{"role": "user", "content": "Go on"}]}
      """,
      "/error/message",
      "event: error",
      "event: message_stop"),
  GEMINI(
      "/v1beta/models/{model}:generateContent",
      "/v1beta/models/{model}:streamGenerateContent?alt=sse",
      """
      {"contents": [{"role": "user", "parts": [{"text": "Go on"}]}]}
      """,
      "/error/message",
      "data: {\"error\":{",
      "\"finishReason\""),
  COHERE_CHAT(
      "/v2/chat",
      "/v2/chat",
      """
      {"model": "{model}", "stream": {stream}, "max_tokens": 200, "messages": [{"role": "user", "content": "Go on"}]}
      """,
      "/message",
      "\"finish_reason\":\"ERROR\"",
      "\"finish_reason\":\"COMPLETE\""),
  BEDROCK_CONVERSE(
      "/model/{encoded model}/converse",
      "/model/{encoded model}/converse-stream",
      """
      {"messages": [{"role": "user", "content": [{"text": "Go on"}]}]}
      """,
      "/message",
      ":exception-type",
      "messageStop");

  private final String wholePath;
  private final String streamPath;
  private final String request;
  private final String message;
  private final String failure;
  private final String completion;

  /**
   * A protocol.
   *
   * @param message where an error object has its message, as a JSON pointer
   * @param failure what only a stream that failed has in it
   * @param completion what only a stream that came to its end has in it
   */
  WireProtocol(
      String wholePath,
      String streamPath,
      String request,
      String message,
      String failure,
      String completion) {
    this.wholePath = wholePath;
    this.streamPath = streamPath;
    this.request = request;
    this.message = message;
    this.failure = failure;
    this.completion = completion;
  }

  String path(String model, boolean stream) {
    return (stream ? streamPath : wholePath)
        .replace("{model}", model)
        .replace("{encoded model}", URLEncoder.encode(model, StandardCharsets.UTF_8));
  }

  String request(String model, boolean stream) {
    return request.replace("{model}", model).replace("{stream}", Boolean.toString(stream));
  }

  String message() {
    return message;
  }

  boolean failed(String stream) {
    return stream.contains(failure);
  }

  boolean completed(String stream) {
    return stream.contains(completion);
  }
}
