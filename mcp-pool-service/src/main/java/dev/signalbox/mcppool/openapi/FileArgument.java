package dev.signalbox.mcppool.openapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file as an argument: models write texts, and others bytes as base64. */
final class FileArgument {
  private static final JsonNode SCHEMA =
      JsonMapper.shared()
          .readTree(
              """
              {"type": "object",
               "description": "A file: its text, or its bytes as base64",
               "properties": {
                 "text": {"type": "string"},
                 "base64": {"type": "string", "contentEncoding": "base64"},
                 "filename": {"type": "string"},
                 "media_type": {"type": "string"}},
               "additionalProperties": false}
              """);

  private FileArgument() {}

  static JsonNode schema() {
    return SCHEMA.deepCopy();
  }

  /** Whether what a schema describes is a file (OpenAPI 3.0.3, 4.7.14.2; 3.1.1, 4.8.14.3). */
  static boolean isDescribedBy(JsonNode schema) {
    String mediaType = schema.path("contentMediaType").asString("");
    return schema.path("format").asString("").equals("binary")
        || (!mediaType.isEmpty()
            && !schema.has("contentEncoding")
            && !mediaType.startsWith("text/")
            && !mediaType.contains("json"));
  }

  /** The bytes of one. */
  static byte[] bytes(JsonNode file) throws RequestWriter.Unsendable {
    if (file.isString()) {
      return file.stringValue().getBytes(StandardCharsets.UTF_8);
    }
    if (file.path("base64").isString()) {
      try {
        return Base64.getMimeDecoder().decode(file.path("base64").stringValue());
      } catch (IllegalArgumentException malformed) {
        throw new RequestWriter.Unsendable("A file's base64 is none");
      }
    }
    if (file.path("text").isString()) {
      return file.path("text").stringValue().getBytes(StandardCharsets.UTF_8);
    }
    throw new RequestWriter.Unsendable("A file is {\"text\": ...} or {\"base64\": ...}");
  }

  /** What it says it is, or else that. */
  static String mediaType(JsonNode file, String otherwise) throws RequestWriter.Unsendable {
    String type = file.path("media_type").asString(otherwise);
    if (!type.matches("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(; ?[\\w-]+=[\\w.-]+)*")) {
      throw new RequestWriter.Unsendable("\"media_type\" of a file is no media type");
    }
    return type;
  }
}
