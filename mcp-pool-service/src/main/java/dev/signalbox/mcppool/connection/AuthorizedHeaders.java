package dev.signalbox.mcppool.connection;

import dev.signalbox.mcppool.oauth.AccessTokenSource;
import dev.signalbox.mcppool.transport.RequestHeaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Headers of which one is an access token (RFC 6750, 2.1). */
record AuthorizedHeaders(Map<String, String> others, AccessTokenSource tokens)
    implements RequestHeaders {
  private static final String BEARER = "Bearer ";

  @Override
  public Map<String, String> current() throws IOException {
    Map<String, String> all = new HashMap<>(others);
    all.put("Authorization", BEARER + tokens.current());
    return all;
  }

  @Override
  public boolean refused(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return false;
    }
    tokens.refused(authorization.substring(BEARER.length()));
    return true;
  }

  @Override
  public Optional<String> forbidden(String challenge) {
    return tokens.forbidden(challenge);
  }

  @Override
  public String toString() {
    return "***";
  }
}
