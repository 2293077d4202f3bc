package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.protocol.Errors;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import tools.jackson.databind.json.JsonMapper;

/** Error objects of the Cohere API. */
final class CohereErrors implements Errors {

  private static final String ID = "00000000-0000-4000-8000-000000000000";

  private final JsonMapper json;

  CohereErrors(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Reply failure(int status) {
    return reply(status, message(status));
  }

  @Override
  public Reply refusal(RefusedException refused) {
    return reply(400, "invalid request: " + refused.reason());
  }

  /** What a real provider says with that status. */
  static String message(int status) {
    return switch (status) {
      case 401 -> "invalid api token";
      case 404 -> "model not found (simulated)";
      case 429 -> "rate limit reached (simulated)";
      default ->
          status >= 500
              ? "internal server error (simulated)"
              : "the request was refused (simulated)";
    };
  }

  private Reply reply(int status, String message) {
    return Reply.json(
        status,
        json.writeValueAsString(json.createObjectNode().put("id", ID).put("message", message)));
  }
}
