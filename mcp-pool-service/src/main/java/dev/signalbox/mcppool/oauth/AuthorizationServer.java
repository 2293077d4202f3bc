package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an authorization server says of itself (RFC 8414, section 2).
 *
 * @param revocation where tokens are given back (RFC 7009); null if they cannot be
 * @param registration where clients register (RFC 7591); null if they cannot
 * @param basic whether a client's secret goes into a header
 * @param knowsClientsByUrl whether a client may be the URL of what there is to know of it
 * @param namesItself whether its answers in the browser say who it is (RFC 9207)
 */
record AuthorizationServer(
    String issuer,
    URI authorization,
    URI token,
    @Nullable URI revocation,
    @Nullable URI registration,
    boolean basic,
    boolean knowsClientsByUrl,
    boolean namesItself,
    List<String> scopes) {

  /**
   * Reads it.
   *
   * @throws OAuthFailure if it cannot be used: without PKCE there is no telling who brings a code
   */
  static AuthorizationServer of(JsonNode json, String issuer, Endpoints endpoints)
      throws OAuthFailure {
    if (!json.path("issuer").asString("").equals(issuer)) {
      throw new OAuthFailure("the metadata of %s are those of another issuer".formatted(issuer));
    }
    if (!names(json.path("code_challenge_methods_supported"), "S256")) {
      throw new OAuthFailure("%s does not say that it takes PKCE with S256".formatted(issuer));
    }
    JsonNode methods = json.path("token_endpoint_auth_methods_supported");
    JsonNode revocation = json.path("revocation_endpoint");
    JsonNode registration = json.path("registration_endpoint");
    return new AuthorizationServer(
        issuer,
        endpoints.checked(json.path("authorization_endpoint").asString("")),
        endpoints.checked(json.path("token_endpoint").asString("")),
        revocation.isString() ? endpoints.checked(revocation.stringValue()) : null,
        registration.isString() ? endpoints.checked(registration.stringValue()) : null,
        methods.isMissingNode() || names(methods, "client_secret_basic"),
        json.path("client_id_metadata_document_supported").asBoolean(false),
        json.path("authorization_response_iss_parameter_supported").asBoolean(false),
        json.path("scopes_supported").valueStream().map(scope -> scope.asString("")).toList());
  }

  private static boolean names(JsonNode list, String value) {
    return list.valueStream().anyMatch(one -> one.asString("").equals(value));
  }
}
