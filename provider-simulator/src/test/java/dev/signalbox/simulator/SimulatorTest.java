package dev.signalbox.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a simulator in one protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SimulatorTest {

  /** Everything an answer can have but a refusal. */
  static final String RICH =
      """
      {"content":"Hello there","reasoning":"Think first",\
      "tool_calls":[{"name":"look","arguments":{"at":1}},\
      {"name":"hear","id":"call_1","chunks":["{\\"to\\"",":2}"]}],\
      "tokens":{"input":11,"cache_read":7,"cache_write_5m":3,"cache_write_1h":2,"output":5,\
      "reasoning":4}}""";

  static final String GREETING = "{\"content\":\"Hello there\"}";

  final JsonMapper json = JsonMapper.shared();
  final SimulatorServer server = SimulatorServer.start(0);
  final Caller caller = new Caller(server);

  @AfterAll
  void stop() {
    caller.close();
    server.close();
  }

  HttpResponse<String> scripted(String script, String path, String body)
      throws IOException, InterruptedException {
    return caller.post(path, body, "X-Simulator-Script", script);
  }

  JsonNode object(HttpResponse<String> response) {
    return json.readTree(response.body());
  }

  /** The objects in the data lines of a stream. */
  List<JsonNode> events(HttpResponse<String> response) {
    return Caller.data(response).stream()
        .filter(data -> !data.equals("[DONE]"))
        .map(json::readTree)
        .toList();
  }

  /** What is to come over the wire, byte by byte. */
  static String golden(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SimulatorTest.class.getResourceAsStream("/golden/" + name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
