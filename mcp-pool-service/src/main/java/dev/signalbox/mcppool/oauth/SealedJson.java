package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.ServerId;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is sealed of flows and grants. */
final class SealedJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SealedJson() {}

  static String write(Flow flow) {
    return write(flow.access())
        .put("verifier", flow.verifier())
        .put("redirect", flow.redirect().toString())
        .put("begun_by", flow.begunBy())
        .put("names_itself", flow.namesItself())
        .toString();
  }

  static Flow flow(ServerId server, String text) {
    JsonNode json = JSON.readTree(text);
    return new Flow(
        server,
        access(json),
        json.path("verifier").stringValue(),
        URI.create(json.path("redirect").stringValue()),
        json.path("begun_by").asString(""),
        json.path("names_itself").booleanValue());
  }

  static String write(Access access, Tokens tokens) {
    return write(access)
        .put("access_token", tokens.access())
        .put("refresh_token", tokens.refresh())
        .toString();
  }

  static Access access(String text) {
    return access(JSON.readTree(text));
  }

  static Tokens tokens(String text, @Nullable Instant goodUntil, String scope) {
    JsonNode json = JSON.readTree(text);
    return new Tokens(
        json.path("access_token").stringValue(), text(json, "refresh_token"), goodUntil, scope);
  }

  private static ObjectNode write(Access access) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("issuer", access.issuer())
        .put("token_endpoint", access.tokenEndpoint().toString())
        .put(
            "revocation_endpoint",
            access.revocationEndpoint() == null ? null : access.revocationEndpoint().toString())
        .put("resource", access.resource())
        .put("client_id", access.client().id())
        .put("client_secret", access.client().secret())
        .put("basic", access.client().basic());
  }

  private static Access access(JsonNode json) {
    String revocation = text(json, "revocation_endpoint");
    return new Access(
        json.path("issuer").stringValue(),
        URI.create(json.path("token_endpoint").stringValue()),
        revocation == null ? null : URI.create(revocation),
        json.path("resource").stringValue(),
        new Client(
            json.path("client_id").stringValue(),
            text(json, "client_secret"),
            json.path("basic").booleanValue()));
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.path(name).isString() ? json.path(name).stringValue() : null;
  }
}
