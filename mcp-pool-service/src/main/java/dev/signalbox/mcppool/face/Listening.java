package dev.signalbox.mcppool.face;

import dev.signalbox.kit.security.Role;
import dev.signalbox.mcppool.call.WatchResource;
import dev.signalbox.mcppool.connection.AnnouncedList;
import dev.signalbox.mcppool.rpc.RpcMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What agents of either era are told of changes. */
@Component
class Listening {
  private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

  private static final int MAX_RESOURCES = 64;

  private final TellChanges changes;
  private final VisibleServers servers;
  private final WatchResource resources;

  Listening(TellChanges changes, VisibleServers servers, WatchResource resources) {
    this.changes = changes;
    this.servers = servers;
    this.resources = resources;
  }

  /** Of the first era: of every list, as the capabilities say. */
  void tell(Audience audience, Duration patience, Consumer<RpcMessage.Notification> notes) {
    changes.tell(
        audience,
        EnumSet.allOf(AnnouncedList.class),
        patience,
        () -> {},
        list -> notes.accept(new RpcMessage.Notification(list.notification(), null)));
  }

  /**
   * {@code subscriptions/listen}: what was asked for of what is offered, until the deadline
   * (2026-07-28, subscriptions).
   */
  ObjectNode answer(FaceRequest request, Consumer<RpcMessage.Notification> notes) {
    if (!request.modern()) {
      throw Refused.unknownMethod(200, request.method());
    }
    JsonNode filter = request.params().path("notifications");
    if (!filter.isObject()) {
      throw Refused.invalidParams(400, "notifications says what to be told of");
    }
    Set<AnnouncedList> wanted = EnumSet.noneOf(AnnouncedList.class);
    ObjectNode agreed = JsonNodeFactory.instance.objectNode();
    for (AnnouncedList list : AnnouncedList.values()) {
      if (filter.path(list.filter()).asBoolean(false)) {
        wanted.add(list);
        agreed.put(list.filter(), true);
      }
    }
    List<ResourceUri> watched = watched(request, filter.path("resourceSubscriptions"));
    if (!watched.isEmpty()) {
      ArrayNode uris = agreed.putArray("resourceSubscriptions");
      watched.forEach(uri -> uris.add(request.names().uri(uri.server(), uri.uri())));
    }
    ObjectNode acknowledged = tagged(request);
    acknowledged.set("notifications", agreed);
    List<WatchResource.Watching> watching = new ArrayList<>();
    try {
      changes.tell(
          request.audience(),
          wanted,
          request.timeout(),
          () -> {
            notes.accept(
                new RpcMessage.Notification(
                    "notifications/subscriptions/acknowledged", acknowledged));
            watched.forEach(uri -> watching.add(watch(request, uri, notes)));
          },
          list -> notes.accept(new RpcMessage.Notification(list.notification(), tagged(request))));
    } finally {
      watching.forEach(WatchResource.Watching::close);
    }
    return Results.complete(request, tagged(request));
  }

  /** Those that the agent may read; whether there are such resources their servers know. */
  private List<ResourceUri> watched(FaceRequest request, JsonNode wanted) {
    if (wanted.size() > MAX_RESOURCES) {
      throw Refused.invalidParams(400, "resourceSubscriptions are at most " + MAX_RESOURCES);
    }
    if (!request.caller().has(Role.OPERATOR)) {
      return List.of();
    }
    return wanted
        .valueStream()
        .distinct()
        .flatMap(uri -> request.names().parseUri(uri.asString("")).stream())
        .filter(uri -> servers.contain(uri.server(), request))
        .toList();
  }

  private WatchResource.Watching watch(
      FaceRequest request, ResourceUri resource, Consumer<RpcMessage.Notification> notes) {
    return resources.watch(
        resource.server(),
        resource.uri(),
        request.caller(),
        uri -> {
          ObjectNode params = tagged(request);
          params.put("uri", request.names().uri(resource.server(), uri));
          notes.accept(new RpcMessage.Notification("notifications/resources/updated", params));
        });
  }

  private static ObjectNode tagged(FaceRequest request) {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.putObject("_meta").set(SUBSCRIPTION, request.message().id());
    return params;
  }
}
