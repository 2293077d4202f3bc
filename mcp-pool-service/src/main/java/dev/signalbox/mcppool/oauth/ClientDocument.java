package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.util.List;

/**
 * What a client says of itself under the URL that is its name (2026-07-28, client registration,
 * client ID metadata documents). The names of its fields are those of RFC 7591.
 */
public record ClientDocument(
    URI clientId,
    String clientName,
    List<URI> redirectUris,
    List<String> grantTypes,
    List<String> responseTypes,
    String tokenEndpointAuthMethod) {
  static final String NAME = "Signalbox";

  static ClientDocument of(URI clientUrl, URI redirectUrl) {
    return new ClientDocument(
        clientUrl,
        NAME,
        List.of(redirectUrl),
        List.of("authorization_code", "refresh_token"),
        List.of("code"),
        "none");
  }
}
