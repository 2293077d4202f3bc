package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.fault.Fault;
import dev.signalbox.simulator.fault.PlannedFaults;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.script.Casting;
import dev.signalbox.simulator.script.InvalidScriptException;
import dev.signalbox.simulator.script.Pace;
import dev.signalbox.simulator.script.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST .../chat/completions}. The same request always gets the same answer. */
public final class ChatEndpoint implements RequestHandler {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final JsonMapper json;
  private final Casting casting;
  private final PlannedFaults plannedFaults;
  private final Pace pace;
  private final Clock clock;
  private final ApiErrors errors;

  public ChatEndpoint(
      JsonMapper json, Casting casting, PlannedFaults plannedFaults, Pace pace, Clock clock) {
    this.json = json;
    this.casting = casting;
    this.plannedFaults = plannedFaults;
    this.pace = pace;
    this.clock = clock;
    this.errors = new ApiErrors(json);
  }

  @Override
  public void handle(Request http, Response response) throws IOException, InterruptedException {
    try {
      ChatRequest request = ChatRequest.of(json.readTree(http.body()));
      Turn turn = casting.turn(request.prompt(), http.header("x-simulator-script"));
      @Nullable Fault fault = fault(http, request, turn).orElse(null);
      answer(http, request, turn, fault, response);
    } catch (JacksonException e) {
      String message = "We could not parse the JSON body of your request.";
      refuse(response, ApiException.invalid(message, null));
    } catch (InvalidScriptException e) {
      refuse(response, ApiException.invalid("X-Simulator-Script: " + e.getMessage(), null));
    } catch (ApiException e) {
      refuse(response, e);
    }
  }

  private void answer(
      Request http, ChatRequest request, Turn turn, @Nullable Fault fault, Response response)
      throws IOException, InterruptedException {
    if (turn.raw() != null && fault == null) {
      sendRaw(turn.raw(), response);
      return;
    }
    Answer answer = Answer.of(turn, request);
    JsonNode counted =
        turn.usage() == null ? ChatObjects.usage(json, request, answer) : turn.usage();
    ChatObjects objects =
        new ChatObjects(
            json,
            "chatcmpl-" + digest(http.body()),
            clock.instant().getEpochSecond(),
            request,
            fault instanceof Fault.NoUsage || counted.isNull() ? null : counted);
    Pace kept = turn.pace() == null ? pace : turn.pace();
    Performance performance = new Performance(response, errors, kept, fault);
    if (request.stream()) {
      performance.stream(objects.chunks(answer));
    } else {
      performance.whole(objects.completion(answer), answer.outputTokens());
    }
  }

  private Optional<Fault> fault(Request http, ChatRequest request, Turn turn) {
    String header = http.header("x-simulator-fault");
    if (header != null) {
      return Optional.of(
          Fault.named(header)
              .orElseThrow(
                  () ->
                      ApiException.invalid(
                          "X-Simulator-Fault: no fault is named \"" + header + "\"", null)));
    }
    String model = request.prompt().model();
    return plannedFaults
        .next(model)
        .or(() -> Optional.ofNullable(turn.fault()).flatMap(Fault::named))
        .or(() -> Fault.inModel(model));
  }

  private static void sendRaw(Turn.Raw raw, Response response) throws IOException {
    Map<String, String> headers = Map.of("Content-Type", raw.contentType());
    byte[] body = raw.body().getBytes(StandardCharsets.UTF_8);
    if (raw.contentType().startsWith("text/event-stream")) {
      response.begin(raw.status(), headers);
      response.write(body);
      response.end();
    } else {
      response.send(raw.status(), headers, body);
    }
  }

  private void refuse(Response response, ApiException refused) throws IOException {
    response.send(refused.status(), JSON, errors.body(refused).getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
