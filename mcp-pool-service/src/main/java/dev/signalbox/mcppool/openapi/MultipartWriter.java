package dev.signalbox.mcppool.openapi;

import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes a body of parts (RFC 7578; OpenAPI 3.1.1, 4.8.15). */
final class MultipartWriter {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BOUNDARY_BYTES = 16;

  private final String boundary = HexFormat.of().formatHex(random());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, String> types;

  private MultipartWriter(Map<String, String> types) {
    this.types = types;
  }

  static HttpCalls.Body write(Operation.RequestBody body, JsonNode value)
      throws RequestWriter.Unsendable {
    if (!value.isObject()) {
      throw new RequestWriter.Unsendable("\"%s\" is an object".formatted(body.property()));
    }
    MultipartWriter writer = new MultipartWriter(body.partTypes());
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode part = member.getValue();
      // Each element of an array is a part of its own.
      for (JsonNode one : part.isArray() ? part : List.of(part)) {
        if (!one.isNull()) {
          writer.part(member.getKey(), one, body.files().contains(member.getKey()));
        }
      }
    }
    writer.line("--" + writer.boundary + "--");
    return new HttpCalls.Body(
        "multipart/form-data; boundary=" + writer.boundary, writer.out.toByteArray());
  }

  private void part(String name, JsonNode value, boolean file) throws RequestWriter.Unsendable {
    if (file) {
      String type = types.getOrDefault(name, "application/octet-stream");
      String fileName = value.path("filename").asString(name);
      head(name, "; filename=\"" + quoted(fileName) + "\"", FileArgument.mediaType(value, type));
      out.writeBytes(FileArgument.bytes(value));
    } else {
      String type = value.isObject() ? "application/json" : "text/plain; charset=UTF-8";
      head(name, "", types.getOrDefault(name, type));
      out.writeBytes(RequestWriter.text(value).getBytes(StandardCharsets.UTF_8));
    }
    line("");
  }

  private void head(String name, String fileName, String type) throws RequestWriter.Unsendable {
    if (type.chars().anyMatch(Character::isISOControl)) {
      throw new RequestWriter.Unsendable("The media type of \"%s\" is none".formatted(name));
    }
    line("--" + boundary);
    line("Content-Disposition: form-data; name=\"" + quoted(name) + "\"" + fileName);
    line("Content-Type: " + type);
    line("");
  }

  /** As browsers do it (HTML standard, multipart/form-data encoding algorithm). */
  private static String quoted(String text) {
    return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private void line(String text) {
    out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] random() {
    byte[] bytes = new byte[BOUNDARY_BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
