package dev.signalbox.mcppool.oauth;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server says to a request whose access does not do (RFC 6750, 3; RFC 9728, 5.1). */
record Challenge(Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("(resource_metadata|scope|error)=\"([^\"]*)\"");

  /** Reads the header {@code WWW-Authenticate}. */
  static Challenge parse(String header) {
    Matcher matcher = PARAMETER.matcher(header);
    return new Challenge(
        matcher
            .results()
            .collect(
                Collectors.toMap(one -> one.group(1), one -> one.group(2), (one, other) -> one)));
  }

  String scope() {
    return parameters.getOrDefault("scope", "");
  }

  /** Whether access was granted, and does not go as far (2025-11-25, scope challenge handling). */
  boolean wantsMoreScope() {
    return parameters.getOrDefault("error", "").equals("insufficient_scope") && !scope().isEmpty();
  }
}
