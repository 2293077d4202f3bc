package dev.signalbox.simulator;

import dev.signalbox.simulator.anthropic.AnthropicModels;
import dev.signalbox.simulator.gemini.GeminiModels;
import dev.signalbox.simulator.http.Request;
import dev.signalbox.simulator.http.RequestHandler;
import dev.signalbox.simulator.http.Response;
import dev.signalbox.simulator.openai.OpenAiModels;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A few models to try. Providers share the path: their clients are told apart by their headers. */
final class Catalogue implements RequestHandler {

  /** The simulator answers to every other name too. */
  private static final List<String> NAMES =
      List.of(
          "echo", "fault-429", "fault-500", "fault-hang", "fault-cut-after-3", "fault-no-usage");

  private final RequestHandler openai;
  private final RequestHandler anthropic;
  private final RequestHandler gemini;

  Catalogue(JsonMapper json) {
    openai = new OpenAiModels(json, NAMES);
    anthropic = new AnthropicModels(json, NAMES);
    gemini = new GeminiModels(json, NAMES);
  }

  @Override
  public void handle(Request request, Response response) throws IOException, InterruptedException {
    if (request.header("anthropic-version") != null) {
      anthropic.handle(request, response);
    } else if (request.path().contains("/v1beta/") || request.header("x-goog-api-key") != null) {
      gemini.handle(request, response);
    } else {
      openai.handle(request, response);
    }
  }
}
