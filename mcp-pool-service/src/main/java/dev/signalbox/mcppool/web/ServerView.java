package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.mcppool.connection.Negotiated;
import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.server.Availability;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.ServerDefinition;
import dev.signalbox.mcppool.server.Sharing;
import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A server as it is shown.
 *
 * @param state of the replica that answers: connecting, ready, degraded, crash_looping or stopped
 * @param reason why it is not ready
 * @param drainedReplicas those that take no new calls, by their places among the endpoints
 */
record ServerView(
    String id,
    @Nullable String description,
    TransportView transport,
    PoolView pool,
    String state,
    @Nullable String reason,
    Instant stateSince,
    @Nullable Negotiated connection,
    Instant registeredAt,
    Availability availability,
    Set<Integer> drainedReplicas,
    @Nullable Instant changedAt) {

  /**
   * The transport: to all its kind alone, to admins all but the values of variables and headers.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TransportView(
      String type,
      @Nullable String command,
      @Nullable List<String> args,
      @Nullable Map<String, SecretView> env,
      @Nullable String workingDir,
      @Nullable URI url,
      @Nullable List<EndpointView> endpoints,
      @Nullable URI baseUrl,
      @Nullable Map<String, SecretView> headers,
      @Nullable OAuthView oauth,
      @Nullable String server,
      @Nullable Map<String, SecretView> credentials,
      @Nullable Map<String, SecretView> query,
      @Nullable Map<String, SecretView> cookies) {
    static TransportView ofType(String type) {
      return new TransportView(
          type, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    TransportView with(Map<String, SecretValue> inQuery, Map<String, SecretValue> asCookies) {
      return new TransportView(
          type,
          command,
          args,
          env,
          workingDir,
          url,
          endpoints,
          baseUrl,
          headers,
          oauth,
          server,
          credentials,
          secrets(inQuery),
          secrets(asCookies));
    }
  }

  /** One of several endpoints. */
  record EndpointView(URI url, int weight) {
    private static EndpointView of(Transport.Endpoint endpoint) {
      return new EndpointView(endpoint.url(), endpoint.weight());
    }
  }

  /** How connections are kept; times in milliseconds. */
  record PoolView(
      Sharing sharing, int min, int max, int callsPerConnection, long maxIdleMs, long maxAgeMs) {
    static PoolView of(PoolSettings settings) {
      return new PoolView(
          settings.sharing(),
          settings.min(),
          settings.max(),
          settings.callsPerConnection(),
          settings.maxIdle().toMillis(),
          settings.maxAge().toMillis());
    }
  }

  /**
   * Where a value comes from.
   *
   * @param source {@code value} or {@code secret}
   * @param secret the name of the secret
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SecretView(String source, @Nullable String secret) {
    static SecretView of(SecretValue value) {
      return switch (value) {
        case SecretValue.Literal literal -> new SecretView("value", null);
        case SecretValue.Sealed sealed -> new SecretView("value", null);
        case SecretValue.Reference reference -> new SecretView("secret", reference.secret());
      };
    }
  }

  /** How access is asked for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OAuthView(
      @Nullable String clientId, @Nullable SecretView clientSecret, @Nullable String scope) {
    static @Nullable OAuthView of(Transport.@Nullable OAuth oauth) {
      return oauth == null
          ? null
          : new OAuthView(
              oauth.clientId(),
              oauth.clientSecret() == null ? null : SecretView.of(oauth.clientSecret()),
              oauth.scope());
    }
  }

  static ServerView of(ServerDefinition server, ServerState state, Caller caller) {
    return new ServerView(
        server.id().value(),
        server.description(),
        transport(server.transport(), caller),
        PoolView.of(server.pool()),
        state.status().name().toLowerCase(Locale.ROOT),
        state.reason(),
        state.since(),
        state.negotiated(),
        server.registeredAt(),
        server.availability(),
        new TreeSet<>(server.drainedReplicas()),
        server.changedAt());
  }

  static TransportView transport(Transport transport, Caller caller) {
    if (!caller.has(Role.ADMIN)) {
      return TransportView.ofType(transport.type());
    }
    return switch (transport) {
      case Transport.Stdio stdio ->
          new TransportView(
              stdio.type(),
              stdio.command(),
              stdio.arguments(),
              secrets(stdio.environment()),
              stdio.workingDirectory(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null);
      case Transport.StreamableHttp http -> remote(http, OAuthView.of(http.oauth()));
      case Transport.OpenApi api ->
          remote(api.type(), api.source(), null, api.baseUrl(), api.headers(), null)
              .with(api.query(), api.cookies());
      case Transport.Local local ->
          new TransportView(
              local.type(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              local.server().id(),
              secrets(local.credentials()),
              null,
              null);
    };
  }

  private static TransportView remote(Transport.StreamableHttp http, @Nullable OAuthView oauth) {
    List<EndpointView> endpoints = http.endpoints().stream().map(EndpointView::of).toList();
    return endpoints.size() == 1
        ? remote(http.type(), http.url(), null, null, http.headers(), oauth)
        : remote(http.type(), null, endpoints, null, http.headers(), oauth);
  }

  private static TransportView remote(
      String type,
      @Nullable URI url,
      @Nullable List<EndpointView> endpoints,
      @Nullable URI baseUrl,
      Map<String, SecretValue> headers,
      @Nullable OAuthView oauth) {
    return new TransportView(
        type,
        null,
        null,
        null,
        null,
        url,
        endpoints,
        baseUrl,
        secrets(headers),
        oauth,
        null,
        null,
        null,
        null);
  }

  private static Map<String, SecretView> secrets(Map<String, SecretValue> values) {
    Map<String, SecretView> views = new TreeMap<>();
    values.forEach((name, value) -> views.put(name, SecretView.of(value)));
    return views;
  }
}
