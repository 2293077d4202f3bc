package dev.signalbox.standalone.platform;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One service of the platform.
 *
 * @param name its module, and its name wherever a person sees it
 * @param port where it serves, before the offset
 * @param readiness where it says that it is ready, before the offset
 * @param peer how the other services' settings call it
 * @param role its database role and schema, if it has one
 * @param heap the bound of its heap, in MiB
 * @param busy whether it lies on the way of every message, so that its peak speed matters more than
 *     its start
 */
public record Service(
    String name,
    int port,
    int readiness,
    String peer,
    @Nullable String role,
    int heap,
    boolean busy) {

  public static final String GATEWAY = "gateway-service";
  public static final String STREAMING = "streaming-service";
  public static final String MCP_POOL = "mcp-pool-service";
  public static final String EVENT_STORE = "event-store-service";

  private static final List<Service> ALL =
      List.of(
          new Service("provider-simulator", 8110, 8110, "SIMULATOR", null, 48, true),
          new Service("routing-service", 8102, 8102, "ROUTING", "routing", 160, true),
          new Service(GATEWAY, 8080, 8081, "GATEWAY", "gateway", 128, true),
          new Service("agent-registry-service", 8101, 8101, "REGISTRY", "registry", 112, false),
          new Service(STREAMING, 8103, 8103, "STREAMING", "streaming", 256, true),
          new Service("cost-service", 8104, 8104, "COST", "cost", 96, false),
          new Service(MCP_POOL, 8105, 8105, "MCPPOOL", "mcp_pool", 96, true),
          new Service(EVENT_STORE, 8106, 8106, "EVENTSTORE", "event_store", 112, true));

  /** Every service, in the order in which they are started when there is a choice. */
  public static List<Service> all() {
    return ALL;
  }

  public static List<String> roles() {
    return ALL.stream().flatMap(service -> Stream.ofNullable(service.role())).toList();
  }

  public static Optional<Service> named(String name) {
    return ALL.stream().filter(service -> service.name().equals(name)).findFirst();
  }
}
