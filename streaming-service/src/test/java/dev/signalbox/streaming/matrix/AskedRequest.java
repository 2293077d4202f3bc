package dev.signalbox.streaming.matrix;

import dev.signalbox.simulator.RecordedRequest;
import dev.signalbox.streaming.wire.canonical.Media;
import dev.signalbox.streaming.wire.canonical.ModelRequest;
import dev.signalbox.streaming.wire.canonical.Part;
import dev.signalbox.streaming.wire.canonical.Tool;
import dev.signalbox.streaming.wire.canonical.Turn;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import dev.signalbox.streaming.wire.request.Addressed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a provider understands of a request, one line a turn. */
final class AskedRequest {

  private AskedRequest() {}

  static List<String> of(WireProtocol protocol, RecordedRequest asked) {
    Addressed addressed =
        asked.body().contains("\"model\":")
            ? new Addressed.InBody()
            : new Addressed.InPath("m", false);
    ModelRequest request =
        protocol.understand(
            protocol.read(asked.body().getBytes(StandardCharsets.UTF_8), addressed));
    List<String> lines = new ArrayList<>();
    for (Turn turn : request.turns()) {
      lines.add(
          turn.role()
              + ": "
              + turn.parts().stream().map(AskedRequest::text).collect(Collectors.joining(" ")));
    }
    for (Tool tool : request.tools()) {
      JsonNode schema = tool.parameters();
      lines.add(
          "tool "
              + tool.name()
              + ": "
              + tool.description()
              + ' '
              + (schema == null ? "" : schema.path("properties").propertyNames()));
    }
    lines.add(
        "max "
            + request.sampling().maxOutputTokens()
            + ", temperature "
            + request.sampling().temperature());
    return lines;
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text;
      case Part.Image(Media.Inline(String type, String base64)) -> type + ':' + base64;
      case Part.ToolCall call -> call.name() + call.arguments().replace(" ", "");
      case Part.ToolResult result ->
          result.name()
              + '='
              + result.content().stream().map(AskedRequest::text).collect(Collectors.joining());
      case Part.Image(Media.Link(String url)) -> url;
      case Part.Document ignored -> "document";
      case Part.Audio ignored -> "audio";
      case Part.Thinking ignored -> "thinking";
      case Part.RedactedThinking ignored -> "redacted";
      case Part.CacheBreak ignored -> "cache";
    };
  }
}
