package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.transport.HttpCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds out who grants access to a server (2025-11-25, authorization): the server's metadata (RFC
 * 9728) name an authorization server, whose own (RFC 8414, or OpenID Connect Discovery) say how.
 */
final class Discovery {
  private static final int UNAUTHORIZED = 401;
  private static final String RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

  private final JsonCalls calls;
  private final Endpoints endpoints;

  /**
   * What was found.
   *
   * @param resource what the server calls itself
   * @param scope what to ask for; empty if nobody says
   */
  record Found(AuthorizationServer authorizationServer, String resource, String scope) {}

  Discovery(JsonCalls calls, Endpoints endpoints) {
    this.calls = calls;
    this.endpoints = endpoints;
  }

  Found find(URI server) throws OAuthFailure {
    Challenge challenge = challenge(server);
    JsonNode resource = resource(server, challenge.parameters().get("resource_metadata"));
    String name = resource.path("resource").asString("");
    if (!isOf(name, server)) {
      throw new OAuthFailure("the server's metadata are those of another resource");
    }
    String issuer = resource.path("authorization_servers").path(0).asString("");
    AuthorizationServer authorizationServer = authorizationServer(issuer);
    String scope = challenge.scope();
    return new Found(
        authorizationServer,
        name,
        scope.isEmpty()
            ? resource
                .path("scopes_supported")
                .valueStream()
                .map(one -> one.asString(""))
                .collect(Collectors.joining(" "))
            : scope);
  }

  /** What the server says to whom it does not know (2025-11-25, authorization server location). */
  private Challenge challenge(URI server) throws OAuthFailure {
    HttpCalls.Reply reply =
        calls
            .post(
                endpoints.checked(server.toString()),
                Map.of("Accept", "application/json, text/event-stream"),
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")
            .reply();
    if (reply.status() != UNAUTHORIZED) {
      return new Challenge(Map.of());
    }
    return Challenge.parse(reply.header("WWW-Authenticate").orElse(""));
  }

  private JsonNode resource(URI server, @Nullable String told) throws OAuthFailure {
    List<String> places = new ArrayList<>();
    if (told != null) {
      places.add(told);
    } else {
      places.add(origin(server) + RESOURCE_METADATA + path(server));
      places.add(origin(server) + RESOURCE_METADATA);
    }
    for (String place : places) {
      Optional<JsonNode> found = calls.get(endpoints.checked(place));
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new OAuthFailure("the server does not say who grants access to it");
  }

  private AuthorizationServer authorizationServer(String issuer) throws OAuthFailure {
    URI url = endpoints.checked(issuer);
    String path = path(url);
    List<String> places = new ArrayList<>();
    places.add(origin(url) + "/.well-known/oauth-authorization-server" + path);
    places.add(origin(url) + "/.well-known/openid-configuration" + path);
    if (!path.isEmpty()) {
      places.add(origin(url) + path + "/.well-known/openid-configuration");
    }
    for (String place : places) {
      Optional<JsonNode> found = calls.get(endpoints.checked(place));
      if (found.isPresent()) {
        return AuthorizationServer.of(found.get(), issuer, endpoints);
      }
    }
    throw new OAuthFailure("%s does not say how it grants access".formatted(issuer));
  }

  /** A token for another resource would be that one's to use (RFC 9728, 3.3). */
  private boolean isOf(String resource, URI server) throws OAuthFailure {
    URI url = endpoints.checked(resource);
    return origin(url).equals(origin(server))
        && (path(url).isEmpty()
            || path(server).equals(path(url))
            || path(server).startsWith(path(url) + "/"));
  }

  private static String origin(URI url) {
    return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  private static String path(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
