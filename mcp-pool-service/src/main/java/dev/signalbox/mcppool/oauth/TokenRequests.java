package dev.signalbox.mcppool.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks for tokens (OAuth 2.1, 3.2), for one resource alone (RFC 8707). */
final class TokenRequests {
  private static final Set<String> FOR_GOOD =
      Set.of("invalid_grant", "invalid_client", "unauthorized_client");
  private static final int MAX_REASON = 300;
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);

  private final JsonCalls calls;
  private final Clock clock;

  TokenRequests(JsonCalls calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** For a code that the browser brought. */
  Tokens exchange(Access access, String code, String verifier, URI redirect) throws OAuthFailure {
    return ask(
        access,
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "code_verifier",
            verifier,
            "redirect_uri",
            redirect.toString()),
        null);
  }

  /** For a refresh token, which stays good unless there is a new one. */
  Tokens refresh(Access access, String refreshToken) throws OAuthFailure {
    return ask(
        access, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), refreshToken);
  }

  /**
   * Gives tokens back; with a refresh token the access tokens that came of it go too (RFC 7009,
   * 2.1).
   *
   * @return how the authorization server answered; empty if it takes none back
   */
  Optional<JsonCalls.Answer> revoke(Access access, Tokens tokens) throws OAuthFailure {
    URI endpoint = access.revocationEndpoint();
    if (endpoint == null) {
      return Optional.empty();
    }
    String refresh = tokens.refresh();
    return Optional.of(
        post(
            endpoint,
            access.client(),
            Map.of(
                "token",
                refresh == null ? tokens.access() : refresh,
                "token_type_hint",
                refresh == null ? "access_token" : "refresh_token")));
  }

  private JsonCalls.Answer post(URI endpoint, Client client, Map<String, String> form)
      throws OAuthFailure {
    Map<String, String> all = new TreeMap<>(form);
    Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
    identify(client, all, headers);
    return calls.post(
        endpoint,
        headers,
        "application/x-www-form-urlencoded",
        all.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&")));
  }

  private Tokens ask(Access access, Map<String, String> form, @Nullable String refreshToken)
      throws OAuthFailure {
    Map<String, String> all = new TreeMap<>(form);
    all.put("resource", access.resource());
    JsonCalls.Answer answer = post(access.tokenEndpoint(), access.client(), all);
    JsonNode json = answer.json();
    if (!answer.reply().isSuccess() || !json.path("access_token").isString()) {
      String reason = "no access token was given: " + describe(answer);
      throw FOR_GOOD.contains(json.path("error").asString(""))
          ? OAuthFailure.forGood(reason)
          : new OAuthFailure(reason);
    }
    JsonNode refreshed = json.path("refresh_token");
    return new Tokens(
        json.path("access_token").stringValue(),
        refreshed.isString() ? refreshed.stringValue() : refreshToken,
        goodUntil(json.path("expires_in")),
        json.path("scope").asString(""));
  }

  private @Nullable Instant goodUntil(JsonNode seconds) {
    return seconds.isNumber()
        ? clock.instant().plusSeconds(Math.clamp(seconds.asLong(0), 0, LONGEST_LIFE.toSeconds()))
        : null;
  }

  private static void identify(
      Client client, Map<String, String> form, Map<String, String> headers) {
    String secret = client.secret();
    if (secret != null && client.basic()) {
      String both = encode(client.id()) + ":" + encode(secret);
      headers.put(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.US_ASCII)));
      return;
    }
    form.put("client_id", client.id());
    if (secret != null) {
      form.put("client_secret", secret);
    }
  }

  /** An error as OAuth 2.1, 3.2.4 has it. */
  static String describe(JsonCalls.Answer answer) {
    String text =
        "HTTP %d %s %s"
            .formatted(
                answer.reply().status(),
                answer.json().path("error").asString(""),
                answer.json().path("error_description").asString(""))
            .strip();
    return text.substring(0, Math.min(text.length(), MAX_REASON));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
