package dev.signalbox.mcppool.face;

import java.util.List;

/** The versions of the protocol that agents may speak, newest first. */
final class FaceVersions {
  static final String MODERN = "2026-07-28";
  static final List<String> LEGACY =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
  static final List<String> ALL =
      List.of(MODERN, "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  private FaceVersions() {}

  static boolean isLegacy(String version) {
    return LEGACY.contains(version);
  }
}
