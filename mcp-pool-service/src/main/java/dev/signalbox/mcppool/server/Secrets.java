package dev.signalbox.mcppool.server;

import dev.signalbox.mcppool.credential.Sealing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The values that servers are given: those of this service's configuration and the sealed ones. */
public final class Secrets {
  private static final int SHORTEST_TELLING = 4;

  private final Map<String, String> values;

  private final Sealing sealing;

  /**
   * @param values of the configuration, by name
   */
  public Secrets(Map<String, String> values, Sealing sealing) {
    this.values = Map.copyOf(values);
    this.sealing = sealing;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * The values in the clear; only for the server they are meant for.
   *
   * @throws IllegalArgumentException if one is missing or cannot be opened
   */
  public Map<String, String> reveal(Map<String, SecretValue> wanted) {
    Map<String, String> clear = new HashMap<>();
    wanted.forEach((name, value) -> clear.put(name, reveal(name, value)));
    return clear;
  }

  /** Takes the values out of a text. The shortest are left, being part of any text. */
  public static UnaryOperator<String> redaction(Map<String, String> clear) {
    return redaction(clear.values().stream());
  }

  /** The same of values without names. */
  public static UnaryOperator<String> redaction(Stream<String> clear) {
    List<String> telling =
        clear
            .filter(value -> value.length() >= SHORTEST_TELLING)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return text -> {
      String redacted = text;
      for (String value : telling) {
        redacted = redacted.replace(value, "***");
      }
      return redacted;
    };
  }

  private String reveal(String name, SecretValue value) {
    return switch (value) {
      case SecretValue.Literal literal -> literal.value();
      case SecretValue.Sealed sealed ->
          sealing
              .open(sealed.text())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "the value of \"%s\" was sealed with another SIGNALBOX_SECRET"
                              .formatted(name)));
      case SecretValue.Reference reference -> {
        String clear = values.get(reference.secret());
        if (clear == null) {
          throw new IllegalArgumentException(
              "the secret \"%s\" is not configured".formatted(reference.secret()));
        }
        yield clear;
      }
    };
  }
}
