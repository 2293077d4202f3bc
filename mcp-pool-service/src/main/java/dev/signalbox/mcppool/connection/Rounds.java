package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A request that its server may want repeated before it completes (2026-07-28, multi round-trip
 * requests). This client declares no capability, so a server may ask it for nothing but that.
 */
final class Rounds {
  private static final int MAX_ROUNDS = 10;

  private Rounds() {}

  /**
   * @param send sends the request, with the state of the round before if there was one
   */
  static RpcOutcome run(Function<Optional<JsonNode>, RpcOutcome> send) {
    Optional<JsonNode> state = Optional.empty();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      RpcOutcome outcome = send.apply(state);
      if (!(outcome instanceof RpcOutcome.Answered answered)) {
        return outcome;
      }
      JsonNode result = answered.result();
      // What has no type is complete: no server says one before 2026-07-28.
      String type = result.path("resultType").asString("complete");
      if (type.equals("complete")) {
        return outcome;
      }
      if (type.equals("input_required") && !result.path("inputRequests").isEmpty()) {
        return new RpcOutcome.Unreadable(
            "the server asks for " + asked(result) + ", which this client does not offer");
      }
      if (!type.equals("input_required") || !result.path("requestState").isString()) {
        return new RpcOutcome.Unreadable(
            "the server answered with a result of type \"%s\" that this client cannot go on with"
                .formatted(Negotiated.shortened(type)));
      }
      state = Optional.of(result.path("requestState"));
    }
    return new RpcOutcome.Unreadable(
        "the server wanted the request repeated more than " + MAX_ROUNDS + " times");
  }

  private static String asked(JsonNode result) {
    return Negotiated.shortened(
        result
            .path("inputRequests")
            .valueStream()
            .map(request -> request.path("method").asString("something"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", ")));
  }
}
