package dev.signalbox.standalone.bench.gateway;

import java.util.Locale;

/**
 * What the mock answers, as locations of an nginx with its echo module. Every token says its number
 * and, from nginx's clock, when it was sent: {@code "17@1764373412.123 "}.
 */
final class MockAnswers {

  static final int TOKENS_PER_SECOND = 50;

  /** Of {@link Upstream#BURST}. */
  static final int BURST_TOKENS = 8;

  /** Of {@link Upstream#TOKENS}. */
  static final int TOKENS = 64;

  /**
   * Answers the Authorization header of the request, so that it can be seen what a gateway sends.
   */
  static final String AUTHORIZATION = "/v1/authorization";

  private static final String DELAY = "0.02";
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":180,\"completion_tokens\":1,\"total_tokens\":181}";
  private static final String COMPLETION =
      "{\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion\",\"created\":1764373412,"
          + "\"model\":\"mock\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
          + "\"content\":\"Hello there, how may I help you today?\"},\"finish_reason\":\"stop\"}],"
          + USAGE
          + "}";

  private final int heldTokens;

  /**
   * Answers of which the held streams have so many tokens.
   *
   * @param heldTokens tokens of {@link Upstream#HELD}
   */
  MockAnswers(int heldTokens) {
    this.heldTokens = heldTokens;
  }

  /** How many tokens a stream has; 0 of what is none. */
  int frames(Upstream upstream) {
    return switch (upstream) {
      case INSTANT, DELAYED -> 0;
      case BURST -> BURST_TOKENS;
      case TOKENS -> TOKENS;
      case HELD -> heldTokens;
    };
  }

  String locations() {
    StringBuilder text = new StringBuilder();
    for (Upstream upstream : Upstream.values()) {
      text.append("location = ")
          .append(upstream.path())
          .append("/chat/completions {\n")
          .append(answer(upstream))
          .append("}\n");
    }
    return text.append("location = ")
        .append(AUTHORIZATION)
        .append(" { echo -n $http_authorization; }\n")
        .toString();
  }

  private String answer(Upstream upstream) {
    return switch (upstream) {
      case INSTANT -> "return 200 '" + COMPLETION + "';\n";
      case DELAYED -> "echo_sleep " + DELAY + "; echo -n '" + COMPLETION + "';\n";
      case BURST -> stream(BURST_TOKENS, "");
      case TOKENS -> stream(TOKENS, " echo_sleep " + DELAY + ";");
      case HELD -> stream(heldTokens, " echo_sleep " + DELAY + ";");
    };
  }

  private static String stream(int tokens, String pause) {
    StringBuilder text = new StringBuilder("default_type text/event-stream;\n");
    text.append(event("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
    for (int token = 1; token <= tokens; token++) {
      text.append(
          event(String.format(Locale.ROOT, "{\"content\":\"%d@$msec \"}", token), "null", pause));
    }
    return text.append(event("{}", "\"stop\"", ""))
        .append("echo 'data: ")
        .append(chunk("[]"))
        .append("\\n';\necho 'data: [DONE]\\n';\n")
        .toString();
  }

  // Sent before the pause, not with what follows it.
  private static String event(String delta, String finish, String pause) {
    String choices = "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]";
    return "echo 'data: " + chunk(choices) + "\\n'; echo_flush;" + pause + "\n";
  }

  private static String chunk(String choices) {
    return "{\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion.chunk\",\"created\":1764373412,"
        + "\"model\":\"mock\",\"choices\":"
        + choices
        + (choices.equals("[]") ? "," + USAGE : "")
        + "}";
  }
}
