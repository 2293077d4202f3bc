package dev.signalbox.mcppool.openapi;

import dev.signalbox.mcppool.transport.HttpCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Writes the request of an operation. No argument reaches beyond the place it has there. */
final class RequestWriter {
  private static final String PRINTABLE = "[\\x20-\\x7E]{0,8192}";

  private final URI base;
  private final Credentials credentials;

  /** An argument that cannot be sent; the message says why. */
  static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    Unsendable(String reason) {
      super(reason);
    }
  }

  /**
   * Of requests to an API.
   *
   * @param base where it is
   */
  RequestWriter(URI base, Credentials credentials) {
    this.base = base;
    this.credentials = credentials;
  }

  HttpCalls.Call write(Operation operation, JsonNode arguments) throws Unsendable {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    Map<String, String> headers = new HashMap<>();
    Map<String, String> cookies = new TreeMap<>();
    headers.put("accept", "application/json, text/*;q=0.9, */*;q=0.5");
    for (Parameter parameter : operation.parameters()) {
      JsonNode value = arguments.path(parameter.property());
      if (value.isMissingNode() || (value.isNull() && parameter.place() != Parameter.Place.PATH)) {
        continue;
      }
      switch (parameter.place()) {
        case PATH -> path = path.replace("{" + parameter.name() + "}", segment(parameter, value));
        case QUERY -> addQuery(parameter, value, query);
        case HEADER ->
            headers.put(parameter.name().toLowerCase(Locale.ROOT), header(parameter, value));
        case COOKIE -> cookies.put(parameter.name(), joined(parameter, value));
      }
    }
    if (path.contains("{")) {
      throw new Unsendable("The path " + path + " is not complete: an argument is missing");
    }
    credentials.query().forEach((name, value) -> query.add(encode(name) + "=" + encode(value)));
    cookies.putAll(credentials.cookies());
    if (!cookies.isEmpty()) {
      headers.put(
          "cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    headers.putAll(credentials.headers());
    return new HttpCalls.Call(
        operation.method(),
        uri(path, query),
        headers,
        BodyWriter.write(operation.body(), arguments));
  }

  private URI uri(String path, List<String> query) throws Unsendable {
    String start = base.getRawPath() == null ? "" : base.getRawPath();
    String text =
        base.getScheme()
            + "://"
            + base.getRawAuthority()
            + (start.endsWith("/") ? start.substring(0, start.length() - 1) : start)
            + path
            + (query.isEmpty() ? "" : "?" + String.join("&", query));
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new Unsendable("The path " + path + " is none");
    }
  }

  private static String segment(Parameter parameter, JsonNode value) throws Unsendable {
    String text = joined(parameter, value);
    if (text.isEmpty() || text.equals(".") || text.equals("..")) {
      throw new Unsendable("\"%s\" cannot be part of a path".formatted(parameter.property()));
    }
    return text;
  }

  private static String header(Parameter parameter, JsonNode value) throws Unsendable {
    String text =
        parameter.json() || value.isObject()
            ? value.toString()
            : value.isArray()
                ? value.valueStream().map(RequestWriter::text).collect(Collectors.joining(","))
                : text(value);
    if (!text.matches(PRINTABLE)) {
      throw new Unsendable("\"%s\" cannot be a header".formatted(parameter.property()));
    }
    return text;
  }

  private static void addQuery(Parameter parameter, JsonNode value, List<String> query) {
    String name = encode(parameter.name());
    if (!parameter.json() && value.isObject()) {
      if (parameter.style() == Parameter.Style.DEEP_OBJECT) {
        value.forEachEntry(
            (member, inner) ->
                query.add(name + encode("[" + member + "]") + "=" + encode(text(inner))));
        return;
      }
      if (parameter.exploded()) {
        value.forEachEntry(
            (member, inner) -> query.add(encode(member) + "=" + encode(text(inner))));
        return;
      }
    }
    if (!parameter.json() && value.isArray() && parameter.exploded()) {
      value.forEach(element -> query.add(name + "=" + encode(text(element))));
      return;
    }
    query.add(name + "=" + joined(parameter, value));
  }

  /** Encoded, with the parts of an array or object parted by what the style says. */
  private static String joined(Parameter parameter, JsonNode value) {
    if (parameter.json()) {
      return encode(value.toString());
    }
    Stream<String> parts =
        value.isObject()
            ? value.properties().stream()
                .flatMap(member -> Stream.of(member.getKey(), text(member.getValue())))
            : value.isArray()
                ? value.valueStream().map(RequestWriter::text)
                : Stream.of(text(value));
    return parts
        .map(RequestWriter::encode)
        .collect(Collectors.joining(parameter.style().separator()));
  }

  static String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() ? value.asString("") : value.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
