package dev.signalbox.eventstore.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Emmett's PostgreSQL store in one Node process, which measures itself. */
final class EmmettSubject implements Subject {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Server server;
  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  EmmettSubject(Server server, Path folder) {
    this.server = server;
    try {
      process =
          new ProcessBuilder("node", "emmett.js")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("Node does not start", e);
    }
    answers = process.inputReader();
    commands = process.outputWriter();
  }

  @Override
  public String name() {
    return "emmett";
  }

  @Override
  public void prepare(String database) {
    open(database).close();
  }

  @Override
  public Store open(String database) {
    ask("open", Map.of("url", server.uri(database)));
    return new EmmettStore();
  }

  private JsonNode ask(String command, Object details) {
    ObjectNode line = JSON.valueToTree(details);
    line.put("command", command);
    try {
      commands.write(line + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("The Node process has ended");
      }
      JsonNode json = JSON.readTree(answer);
      if (json.has("error")) {
        throw new IllegalStateException("Emmett: " + json.path("error").asString());
      }
      return json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private final class EmmettStore implements Store {

    @Override
    public Speed append(AppendLoad load) {
      return JSON.treeToValue(ask("append", load), Speed.class);
    }

    @Override
    public void load(Layout layout) {
      ask("load", layout);
    }

    @Override
    public Speed read(Layout layout, int readers, Interval interval) {
      ObjectNode details = JSON.valueToTree(layout);
      details.put("readers", readers).set("interval", JSON.valueToTree(interval));
      return JSON.treeToValue(ask("read", details), Speed.class);
    }

    @Override
    public Followed replay(long events, boolean audited) {
      return followed(ask("replay", Map.of("events", events, "audited", audited)));
    }

    @Override
    public Followed tail(TailLoad load) {
      return followed(ask("tail", load));
    }

    private static Followed followed(JsonNode figures) {
      return new Followed(
          figures.path("events_per_second").asDouble(),
          JSON.treeToValue(figures, TailAudit.Counts.class));
    }

    @Override
    public void close() {
      ask("close", Map.of());
    }
  }
}
