package dev.signalbox.mcppool.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads in which of its forms a body is sent (OpenAPI 3.1.1, 4.8.13 to 4.8.15). */
final class BodyReader {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";

  /** What models write best comes first; bytes as they are come last. */
  private static final List<Predicate<String>> PREFERRED =
      List.of(
          BodyReader::isJson,
          BodyReader::isText,
          type -> type.startsWith(MULTIPART),
          type -> !type.startsWith("multipart/"));

  private final References references;

  BodyReader(References references) {
    this.references = references;
  }

  /**
   * A form.
   *
   * @param schema of what is sent, files as {@link FileArgument}s
   * @param files the members that are files, of a body of parts
   * @param partTypes the media types of parts whose document says so
   */
  record Form(
      String mediaType, JsonNode schema, Set<String> files, Map<String, String> partTypes) {}

  /** Empty if there is none that can be sent. */
  Optional<Form> read(JsonNode content) {
    for (Predicate<String> preferred : PREFERRED) {
      for (String mediaType : content.propertyNames()) {
        if (preferred.test(mediaType.toLowerCase(Locale.ROOT))) {
          return Optional.of(form(mediaType, content.path(mediaType)));
        }
      }
    }
    return Optional.empty();
  }

  static boolean isForm(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  static boolean isMultipart(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).startsWith(MULTIPART);
  }

  static boolean isJson(String mediaType) {
    return mediaType.matches("(?i)application/([a-z0-9.+-]+\\+)?json(;.*)?");
  }

  static boolean isText(String mediaType) {
    return isForm(mediaType) || mediaType.toLowerCase(Locale.ROOT).startsWith("text/");
  }

  private Form form(String mediaType, JsonNode described) {
    JsonNode schema = described.path("schema");
    if (isMultipart(mediaType)) {
      return multipart(mediaType, schema, partTypes(described.path("encoding")));
    }
    return isJson(mediaType) || isText(mediaType)
        ? new Form(mediaType, schema, Set.of(), Map.of())
        : new Form(mediaType, FileArgument.schema(), Set.of(), Map.of());
  }

  private Form multipart(String mediaType, JsonNode schema, Map<String, String> types) {
    if (!(references.follow(schema).deepCopy() instanceof ObjectNode whole)
        || !(whole.path("properties") instanceof ObjectNode properties)) {
      return new Form(mediaType, schema, Set.of(), types);
    }
    Set<String> files = new HashSet<>();
    for (String name : List.copyOf(properties.propertyNames())) {
      JsonNode part = references.follow(properties.path(name));
      JsonNode element = references.follow(part.path("items"));
      if (FileArgument.isDescribedBy(part)) {
        files.add(name);
        properties.set(name, FileArgument.schema());
      } else if (FileArgument.isDescribedBy(element)) {
        files.add(name);
        properties.putObject(name).put("type", "array").set("items", FileArgument.schema());
      }
    }
    return new Form(mediaType, whole, files, types);
  }

  private static Map<String, String> partTypes(JsonNode encoding) {
    Map<String, String> types = new HashMap<>();
    encoding.forEachEntry(
        (name, part) -> {
          String type = part.path("contentType").asString("");
          if (!type.isEmpty() && !type.contains(",") && !type.contains("*")) {
            types.put(name, type);
          }
        });
    return types;
  }
}
