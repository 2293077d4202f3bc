package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Registers this service with an authorization server that lets clients do so (RFC 7591). */
final class Registration {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final JsonCalls calls;

  Registration(JsonCalls calls) {
    this.calls = calls;
  }

  Client register(AuthorizationServer server, URI redirect) throws OAuthFailure {
    URI endpoint = server.registration();
    if (endpoint == null) {
      throw new OAuthFailure(
          "%s registers no clients by itself: register one there for the redirect URL %s, and give"
                  .formatted(server.issuer(), redirect)
              + " its client_id with the server's oauth");
    }
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.put("client_name", ClientDocument.NAME);
    form.putArray("redirect_uris").add(redirect.toString());
    form.putArray("grant_types").add("authorization_code").add("refresh_token");
    form.putArray("response_types").add("code");
    form.put("token_endpoint_auth_method", "none");
    // 2026-07-28, client registration, application type and redirect URI constraints.
    form.put("application_type", LOOPBACK.contains(redirect.getHost()) ? "native" : "web");
    JsonCalls.Answer answer =
        calls.post(
            endpoint, Map.of("Accept", "application/json"), "application/json", form.toString());
    JsonNode id = answer.json().path("client_id");
    if (!answer.reply().isSuccess() || !id.isString()) {
      throw new OAuthFailure(
          "%s did not register this service: %s"
              .formatted(server.issuer(), TokenRequests.describe(answer)));
    }
    JsonNode secret = answer.json().path("client_secret");
    boolean isPublic =
        answer.json().path("token_endpoint_auth_method").asString("none").equals("none");
    return new Client(
        id.stringValue(),
        secret.isString() && !isPublic ? secret.stringValue() : null,
        server.basic());
  }
}
