package dev.signalbox.mcppool.face;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose pages may speak to this server (2025-11-25 and 2026-07-28, streamable HTTP, security
 * warning): a page that rebinds its name to our address still says where it came from. That the
 * origin is the host asked for proves nothing then.
 */
@Component
public class Origins {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> allowed;

  Origins(FaceProperties properties) {
    this.allowed = Set.copyOf(properties.allowedOrigins());
  }

  /**
   * Whether a request that says this may be answered.
   *
   * @param origin the header; null if there is none, as no program but a browser sends one
   */
  public boolean admit(@Nullable String origin) {
    return origin == null || allowed.contains(origin) || isOfThisMachine(origin);
  }

  private static boolean isOfThisMachine(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && THIS_MACHINE.contains(host);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
