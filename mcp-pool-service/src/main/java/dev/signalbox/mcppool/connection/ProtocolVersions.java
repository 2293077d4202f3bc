package dev.signalbox.mcppool.connection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The versions of the protocol that this client speaks, newest first. */
final class ProtocolVersions {
  static final String NEWEST_MODERN = "2026-07-28";
  static final String NEWEST_LEGACY = "2025-11-25";

  private static final List<String> MODERN = List.of(NEWEST_MODERN);
  private static final List<String> LEGACY =
      List.of(NEWEST_LEGACY, "2025-06-18", "2025-03-26", "2024-11-05");

  private ProtocolVersions() {}

  static Era era(String version) {
    return MODERN.contains(version) ? Era.MODERN : Era.LEGACY;
  }

  static boolean isLegacy(String version) {
    return LEGACY.contains(version);
  }

  /** The newest modern version that the other side names too. */
  static Optional<String> commonModern(JsonNode named) {
    return MODERN.stream().filter(version -> names(named, version)).findFirst();
  }

  static boolean namesLegacy(JsonNode named) {
    return LEGACY.stream().anyMatch(version -> names(named, version));
  }

  static String all() {
    return Stream.concat(MODERN.stream(), LEGACY.stream()).collect(Collectors.joining(", "));
  }

  private static boolean names(JsonNode named, String version) {
    return named.valueStream().anyMatch(one -> one.asString("").equals(version));
  }
}
