package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the browser takes to the authorization server, with PKCE (RFC 7636). */
final class AuthorizationRequest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 32;

  private AuthorizationRequest() {}

  /** Without {@code offline_access} some give no refresh token. */
  static String scope(Transport.OAuth oauth, Discovery.Found found) {
    String scope = oauth.scope() == null ? found.scope() : oauth.scope();
    boolean offline = found.authorizationServer().scopes().contains("offline_access");
    return offline && oauth.scope() == null && !scope.contains("offline_access")
        ? (scope + " offline_access").strip()
        : scope;
  }

  /** Where a person is to go (OAuth 2.1, 4.1.1; RFC 8707). */
  static URI url(Flow flow, AuthorizationServer server, String state, String scope) {
    Map<String, String> query = new TreeMap<>();
    query.put("response_type", "code");
    query.put("client_id", flow.access().client().id());
    query.put("redirect_uri", flow.redirect().toString());
    query.put("code_challenge", challenge(flow.verifier()));
    query.put("code_challenge_method", "S256");
    query.put("state", state);
    query.put("resource", flow.access().resource());
    if (!scope.isEmpty()) {
      query.put("scope", scope);
    }
    String encoded =
        query.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + TokenRequests.encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    URI endpoint = server.authorization();
    return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + encoded);
  }

  private static String challenge(String verifier) {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What cannot be guessed. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
