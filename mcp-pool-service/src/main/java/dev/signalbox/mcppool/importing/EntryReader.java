package dev.signalbox.mcppool.importing;

import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one server of a file, and everything that is wrong with it. */
final class EntryReader {
  private static final Set<String> STDIO = Set.of("stdio");
  private static final Set<String> HTTP =
      Set.of("http", "sse", "streamable-http", "streamableHttp", "streamable_http");
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "command",
          "args",
          "env",
          "envFile",
          "cwd",
          "url",
          "serverUrl",
          "headers",
          "disabled");

  private final JsonNode entry;
  private final Variables variables;
  private final List<FieldProblem> problems = new ArrayList<>();

  private EntryReader(JsonNode entry, Variables variables) {
    this.entry = entry;
    this.variables = variables;
  }

  static Candidate read(JsonNode entry, Variables variables) {
    EntryReader reader = new EntryReader(entry, variables);
    Transport transport = reader.transport();
    return new Candidate(
        entry.path("disabled").asBoolean(false),
        reader.problems.isEmpty() ? transport : null,
        entry.propertyNames().stream().filter(name -> !KNOWN.contains(name)).sorted().toList(),
        List.copyOf(reader.problems));
  }

  private @Nullable Transport transport() {
    if (!entry.isObject()) {
      return wrong("", "is an object");
    }
    String url = entry.path("url").asString(entry.path("serverUrl").asString(""));
    String type = entry.path("type").asString(url.isEmpty() ? "stdio" : "http");
    if (HTTP.contains(type)) {
      return url.isEmpty() ? wrong("url", "is required") : http(url);
    }
    if (!STDIO.contains(type)) {
      return wrong("type", "is stdio, http, streamable-http or sse");
    }
    if (entry.has("envFile")) {
      return wrong(
          "envFile", "is not read: it lies on the editor's machine; put its lines into env");
    }
    return entry.path("command").isString() ? stdio() : wrong("command", "is required");
  }

  private Transport stdio() {
    List<String> arguments = new ArrayList<>();
    for (JsonNode argument : entry.path("args")) {
      arguments.add(variables.plain(argument.asString(""), problem("args")));
    }
    return new Transport.Stdio(
        variables.plain(entry.path("command").stringValue(), problem("command")),
        arguments,
        secrets("env"),
        entry.path("cwd").isString()
            ? variables.plain(entry.path("cwd").stringValue(), problem("cwd"))
            : null);
  }

  private @Nullable Transport http(String url) {
    String resolved = variables.plain(url, problem("url"));
    Map<String, SecretValue> headers = secrets("headers");
    try {
      return new Transport.StreamableHttp(URI.create(resolved), headers);
    } catch (IllegalArgumentException malformed) {
      return wrong("url", "is not a URL");
    }
  }

  /** Numbers and the like become texts, as with editors; null leaves the variable out. */
  private Map<String, SecretValue> secrets(String field) {
    Map<String, SecretValue> values = new LinkedHashMap<>();
    entry
        .path(field)
        .forEachEntry(
            (name, value) -> {
              if (value.isContainer()) {
                wrong(field + "." + name, "is a text");
              } else if (!value.isNull()) {
                values.put(name, variables.secret(value.asString(""), problem(field + "." + name)));
              }
            });
    return values;
  }

  private Consumer<String> problem(String field) {
    return message -> problems.add(new FieldProblem(field, message));
  }

  private @Nullable Transport wrong(String field, String message) {
    problems.add(new FieldProblem(field, message));
    return null;
  }
}
