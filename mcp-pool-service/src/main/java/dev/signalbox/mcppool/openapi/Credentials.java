package dev.signalbox.mcppool.openapi;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What goes along with every request of an API, and no argument replaces.
 *
 * @param headers by lower-case name
 */
public record Credentials(
    Map<String, String> headers, Map<String, String> query, Map<String, String> cookies) {
  public Credentials {
    Map<String, String> lowerCase = new HashMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = Map.copyOf(lowerCase);
    query = Map.copyOf(query);
    cookies = Map.copyOf(cookies);
  }

  /** Whether a parameter is among them. */
  boolean hold(Parameter parameter) {
    return switch (parameter.place()) {
      case PATH -> false;
      case QUERY -> query.containsKey(parameter.name());
      case HEADER -> headers.containsKey(parameter.name().toLowerCase(Locale.ROOT));
      case COOKIE -> cookies.containsKey(parameter.name());
    };
  }

  @Override
  public String toString() {
    return "***";
  }
}
