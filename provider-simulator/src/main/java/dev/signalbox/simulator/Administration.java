package dev.signalbox.simulator;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.fault.PlannedFaults;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.http.Traffic;
import dev.signalbox.simulator.script.InvalidScriptException;
import dev.signalbox.simulator.script.ScriptReader;
import dev.signalbox.simulator.script.Scripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulator's own paths: health, statistics, scripts, planned faults, received requests. */
final class Administration implements RequestHandler {

  private static final String SCRIPTS = "/scripts/";
  private static final String FAULTS = "/faults/";
  private static final String REQUESTS = "/requests";

  private final JsonMapper json;
  private final Supplier<Traffic> traffic;
  private final Scripts scripts;
  private final ScriptReader reader;
  private final PlannedFaults faults;
  private final RequestLog log;

  Administration(
      JsonMapper json,
      Supplier<Traffic> traffic,
      Scripts scripts,
      ScriptReader reader,
      PlannedFaults faults,
      RequestLog log) {
    this.json = json;
    this.traffic = traffic;
    this.scripts = scripts;
    this.reader = reader;
    this.faults = faults;
    this.log = log;
  }

  /** Whether the path is one of its own, even if a model in it is named like a provider's path. */
  boolean owns(Request request) {
    String path = request.path();
    return path.startsWith(SCRIPTS) || path.startsWith(FAULTS);
  }

  @Override
  public void handle(Request request, Response response) throws IOException {
    String path = request.path();
    if (path.startsWith("/actuator/health")) {
      send(response, 200, Map.of("status", "UP"));
    } else if (path.equals("/stats")) {
      send(response, 200, statistics());
    } else if (path.startsWith(SCRIPTS)) {
      script(request, path.substring(SCRIPTS.length()), response);
    } else if (path.startsWith(FAULTS)) {
      fault(request, path.substring(FAULTS.length()), response);
    } else if (path.equals(REQUESTS)) {
      requests(request, response);
    } else {
      problem(response, 404, "the simulator has no " + path);
    }
  }

  /** The request for the statistics itself is among the active ones. */
  private Map<String, Long> statistics() {
    Traffic counts = traffic.get();
    return Map.of(
        "requests", counts.requests(),
        "active", counts.active(),
        "completed", counts.completed(),
        "cancelled", counts.cancelled(),
        "bytes_sent", counts.bytesSent());
  }

  private void script(Request request, String name, Response response) throws IOException {
    try {
      switch (request.method()) {
        case "PUT" -> {
          scripts.put(name, reader.read(new String(request.body(), StandardCharsets.UTF_8)));
          send(response, 200, Map.of("script", name));
        }
        case "DELETE" -> send(response, scripts.remove(name) ? 200 : 404, Map.of("script", name));
        default -> problem(response, 405, "PUT or DELETE a script");
      }
    } catch (InvalidScriptException e) {
      problem(response, 400, String.valueOf(e.getMessage()));
    }
  }

  private void fault(Request request, String model, Response response) throws IOException {
    if (!request.method().equals("PUT")) {
      problem(response, 405, "PUT {\"fault\":\"429\",\"times\":1}");
      return;
    }
    try {
      JsonNode body = json.readTree(request.body());
      Optional<Fault> fault = Fault.named(body.path("fault").asString(""));
      int times = body.path("times").asInt(1);
      if (fault.isEmpty()) {
        problem(response, 400, "no fault has that name");
      } else {
        faults.plan(model, fault.get(), times);
        send(response, 200, Map.of("model", model, "times", times));
      }
    } catch (JacksonException e) {
      problem(response, 400, "the body is not JSON: " + e.getOriginalMessage());
    }
  }

  private void requests(Request request, Response response) throws IOException {
    switch (request.method()) {
      case "GET" -> send(response, 200, Map.of("requests", log.all()));
      case "DELETE" -> {
        log.clear();
        send(response, 200, Map.of("requests", List.of()));
      }
      default -> problem(response, 405, "GET or DELETE the received requests");
    }
  }

  private void problem(Response response, int status, String detail) throws IOException {
    send(response, status, Map.of("status", status, "detail", detail));
  }

  private void send(Response response, int status, Map<String, ?> body) throws IOException {
    response.send(status, Map.of("Content-Type", "application/json"), json.writeValueAsBytes(body));
  }
}
