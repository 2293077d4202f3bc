package dev.signalbox.gateway.key;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as administrators see it.
 *
 * @param key the secret itself, in the answer to its creation alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyView(
    String id,
    String name,
    @Nullable String key,
    String hint,
    String role,
    @Nullable String user,
    @Nullable String team,
    @Nullable Set<String> agents,
    Instant createdAt,
    @Nullable String createdBy,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {
  static KeyView of(ApiKey key) {
    return view(key, null);
  }

  static KeyView of(ApiKey key, String secret) {
    return view(key, secret);
  }

  private static KeyView view(ApiKey key, @Nullable String secret) {
    return new KeyView(
        key.id(),
        key.name(),
        secret,
        key.hint(),
        key.role().wireName(),
        key.user(),
        key.team(),
        key.agents(),
        key.createdAt(),
        key.createdBy(),
        key.expiresAt(),
        key.revokedAt());
  }
}
