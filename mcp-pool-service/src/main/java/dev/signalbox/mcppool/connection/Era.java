package dev.signalbox.mcppool.connection;

/** The two eras of the protocol (2026-07-28, versioning, terminology). */
enum Era {
  /** Version and capabilities go along with every request; 2026-07-28 and later. */
  MODERN,
  /** A handshake opens a session; 2025-11-25 and earlier. */
  LEGACY
}
