package dev.signalbox.mcppool.openapi;

import dev.signalbox.mcppool.transport.HttpCalls;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the body of an operation. */
final class BodyWriter {
  private BodyWriter() {}

  /** Null if there is none. */
  static HttpCalls.@Nullable Body write(Operation.@Nullable RequestBody body, JsonNode arguments)
      throws RequestWriter.Unsendable {
    if (body == null || !arguments.has(body.property())) {
      return null;
    }
    JsonNode value = arguments.path(body.property());
    String type = body.mediaType();
    if (BodyReader.isMultipart(type)) {
      return MultipartWriter.write(body, value);
    }
    if (BodyReader.isForm(type) && value.isObject()) {
      return text(
          type,
          value.properties().stream()
              .map(
                  member ->
                      RequestWriter.encode(member.getKey())
                          + "="
                          + RequestWriter.encode(RequestWriter.text(member.getValue())))
              .collect(Collectors.joining("&")));
    }
    if (BodyReader.isText(type)) {
      return text(type, RequestWriter.text(value));
    }
    if (BodyReader.isJson(type)) {
      return text(type, value.toString());
    }
    String otherwise = type.contains("*") ? "application/octet-stream" : type;
    return new HttpCalls.Body(FileArgument.mediaType(value, otherwise), FileArgument.bytes(value));
  }

  private static HttpCalls.Body text(String type, String content) {
    return new HttpCalls.Body(type, content.getBytes(StandardCharsets.UTF_8));
  }
}
