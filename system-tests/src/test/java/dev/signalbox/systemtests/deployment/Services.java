package dev.signalbox.systemtests.deployment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services, by the name of their module, image and host. */
final class Services {

  static final List<String> NAMES =
      List.of(
          "gateway-service",
          "agent-registry-service",
          "routing-service",
          "streaming-service",
          "cost-service",
          "mcp-pool-service",
          "event-store-service",
          "provider-simulator");

  /** What a service that seals something is given its key material in. */
  static final String SECRET = "SIGNALBOX_SECRET";

  private static final Map<String, ServiceJar> JARS = new ConcurrentHashMap<>();

  private Services() {}

  static ServiceJar jar(String service) {
    return JARS.computeIfAbsent(service, ServiceJar::of);
  }
}
