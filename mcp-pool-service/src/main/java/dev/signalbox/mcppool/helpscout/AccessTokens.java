package dev.signalbox.mcppool.helpscout;

import dev.signalbox.mcppool.local.TimeLimit;
import dev.signalbox.mcppool.transport.HttpCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Tokens by OAuth client credentials (RFC 6749, section 4.4; Mailbox API 2.0, authentication).
 * However many want one, one request is under way.
 */
final class AccessTokens {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int UNAUTHORIZED = 401;
  private static final int BAD_REQUEST = 400;
  private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);
  private static final Duration DEFAULT_LIFE = Duration.ofHours(1);

  private final HttpCalls http;
  private final URI endpoint;
  private final String clientId;
  private final String clientSecret;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Token current;

  private record Token(String value, TimeLimit goodFor) {}

  AccessTokens(HttpCalls http, URI endpoint, String clientId, String clientSecret) {
    this.http = http;
    this.endpoint = endpoint;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /** A token that is good for a while. */
  String get(TimeLimit limit) throws HelpScoutFailure, InterruptedException {
    Token token = current;
    if (token != null && isGood(token)) {
      return token.value();
    }
    if (!fetching.tryLock(limit.left().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new HelpScoutFailure("Help Scout gave no access token in time");
    }
    try {
      token = current;
      if (token == null || !isGood(token)) {
        token = fetch(limit);
        current = token;
      }
      return token.value();
    } finally {
      fetching.unlock();
    }
  }

  /** Forgets a token that was refused. */
  void refused(String value) {
    Token token = current;
    if (token != null && token.value().equals(value)) {
      current = null;
    }
  }

  private Token fetch(TimeLimit limit) throws HelpScoutFailure, InterruptedException {
    byte[] body =
        JsonNodeFactory.instance
            .objectNode()
            .put("grant_type", "client_credentials")
            .put("client_id", clientId)
            .put("client_secret", clientSecret)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    HttpCalls.Reply reply;
    try {
      reply =
          http.send(
              new HttpCalls.Call(
                  "POST", endpoint, Map.of(), new HttpCalls.Body("application/json", body)),
              limit.left(),
              MAX_ANSWER);
    } catch (IOException failure) {
      throw new HelpScoutFailure("Help Scout cannot be reached: " + failure.getMessage());
    }
    if (reply.status() == UNAUTHORIZED || reply.status() == BAD_REQUEST) {
      throw new HelpScoutFailure(
          "Help Scout refused client_id and client_secret (HTTP %d)".formatted(reply.status()));
    }
    return token(reply);
  }

  private static Token token(HttpCalls.Reply reply) throws HelpScoutFailure {
    JsonNode json;
    try {
      json = JSON.readTree(reply.content());
    } catch (JacksonException noJson) {
      json = JsonNodeFactory.instance.missingNode();
    }
    if (!reply.isSuccess() || !json.path("access_token").isString()) {
      throw new HelpScoutFailure(
          "Help Scout gave no access token (HTTP %d)".formatted(reply.status()));
    }
    long seconds = json.path("expires_in").asLong(DEFAULT_LIFE.toSeconds());
    Duration life = Duration.ofSeconds(Math.clamp(seconds, 0, Duration.ofDays(30).toSeconds()));
    return new Token(
        json.path("access_token").stringValue(), TimeLimit.in(life.minus(BEFORE_ITS_END)));
  }

  private static boolean isGood(Token token) {
    return !token.goodFor().left().isZero();
  }
}
