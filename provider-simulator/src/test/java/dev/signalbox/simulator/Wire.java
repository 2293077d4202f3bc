package dev.signalbox.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The ways a streamed answer goes over the wire, each asked for by a request. */
enum Wire {
  CHAT("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
  RESPONSES("/v1/responses", "\"input\":\"Hi\""),
  MESSAGES(
      "/v1/messages", "\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
  GEMINI_EVENTS(
      "/v1beta/models/m:streamGenerateContent?alt=sse",
      "\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]"),
  GEMINI_ARRAY(
      "/v1beta/models/m:streamGenerateContent", "\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}]"),
  COHERE("/v2/chat", "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"),
  BEDROCK(
      "/model/m/converse-stream",
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]");

  private final String path;
  private final String fields;

  Wire(String path, String fields) {
    this.path = path;
    this.fields = fields;
  }

  String path() {
    return path;
  }

  String wholePath() {
    return path.replace("-stream", "")
        .replace("?alt=sse", "")
        .replace("streamGenerate", "generate");
  }

  String streamed() {
    return "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
        + fields
        + '}';
  }

  String whole() {
    return "{\"model\":\"m\"," + fields + '}';
  }

  /** The frames of a stream. */
  List<byte[]> frames(byte[] stream) {
    return switch (this) {
      case CHAT, RESPONSES, MESSAGES, COHERE -> cut(stream, "\n\n");
      case GEMINI_EVENTS -> cut(stream, "\r\n\r\n");
      case GEMINI_ARRAY -> cut(stream, "\n}\n");
      case BEDROCK -> EventStream.messages(stream);
    };
  }

  private static List<byte[]> cut(byte[] stream, String end) {
    String text = new String(stream, StandardCharsets.ISO_8859_1);
    List<byte[]> frames = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int at = text.indexOf(end, from);
      int to = at < 0 ? text.length() : at + end.length();
      frames.add(text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
      from = to;
    }
    return frames;
  }
}
