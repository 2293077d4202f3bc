package dev.signalbox.cost.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code @pydantic/genai-prices} in one Node process, which measures itself. */
final class GenaiPricesPeer implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  private GenaiPricesPeer(Process process) {
    this.process = process;
    this.answers = process.inputReader();
    this.commands = process.outputWriter();
  }

  static GenaiPricesPeer start(Path folder, PriceCorpus corpus) {
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      throw new AbsentException("@pydantic/genai-prices is not installed");
    }
    try {
      GenaiPricesPeer peer =
          new GenaiPricesPeer(
              new ProcessBuilder("node", "genai-prices.js")
                  .directory(folder.toFile())
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start());
      peer.ask(
          "load",
          Map.of(
              "prices", corpus.prices().toAbsolutePath().toString(),
              "bodies", corpus.bodies().toAbsolutePath().toString(),
              "at", CorpusCheck.MADE_AT.toString()));
      return peer;
    } catch (IOException e) {
      throw new AbsentException("there is no node on the PATH");
    }
  }

  /** Calculations per second. */
  double measure(Duration interval) {
    return ask("measure", Map.of("seconds", interval.toSeconds())).path("per_second").asDouble();
  }

  /** What the package says that every answer costs. */
  List<Answer> prices() {
    List<Answer> all = new ArrayList<>();
    for (JsonNode price : ask("prices", Map.of()).path("prices")) {
      all.add(
          new Answer(
              new BigDecimal(price.path(0).asString()), new BigDecimal(price.path(1).asString())));
    }
    return all;
  }

  private JsonNode ask(String command, Object details) {
    ObjectNode line = JSON.valueToTree(details);
    line.put("command", command);
    try {
      commands.write(line + "\n");
      commands.flush();
      @Nullable String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalStateException("the Node process has ended");
      }
      JsonNode json = JSON.readTree(answer);
      if (json.has("error")) {
        throw new IllegalStateException("genai-prices: " + json.path("error").asString());
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

  /** What an answer costs, as a floating point number that is written in full. */
  record Answer(BigDecimal input, BigDecimal output) {}

  /** There is no such package here. */
  static final class AbsentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AbsentException(String message) {
      super(message);
    }
  }
}
