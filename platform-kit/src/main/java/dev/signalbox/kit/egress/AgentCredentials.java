package dev.signalbox.kit.egress;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents that run elsewhere are called with. Definitions and events hold the names alone;
 * every service that calls agents reads the same properties.
 *
 * @param credentials by the names that definitions refer to
 */
@ConfigurationProperties("signalbox.agents")
public record AgentCredentials(@DefaultValue Map<String, Credential> credentials) {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  public AgentCredentials {
    Map<String, Credential> byName = new HashMap<>();
    credentials.forEach((name, credential) -> byName.put(plain(name), credential));
    credentials = Map.copyOf(byName);
  }

  /**
   * A bearer token, and the only place it is sent to: whoever may register agents must not be able
   * to have it sent elsewhere.
   *
   * @param origin scheme, host and, unless it is the scheme's own, port
   */
  public record Credential(String token, URI origin) {
    public Credential {
      require(!token.isBlank(), "credentials.*.token must not be blank");
      require(origin.getHost() != null, "credentials.*.origin must be a URL");
    }

    private static void require(boolean holds, String message) {
      if (!holds) {
        throw new IllegalArgumentException("signalbox.agents." + message);
      }
    }

    private boolean isFor(URI url) {
      return lower(url.getScheme()).equals(lower(origin.getScheme()))
          && lower(url.getHost()).equals(lower(origin.getHost()))
          && port(url) == port(origin);
    }

    @Override
    public String toString() {
      return "Credential[for " + origin + "]";
    }
  }

  /** The token of that name, if there is one for this address. */
  public Optional<String> tokenFor(String name, URI url) {
    return Optional.ofNullable(credentials.get(plain(name)))
        .filter(credential -> credential.isFor(url))
        .map(Credential::token);
  }

  /** Environment variables know neither case nor hyphens. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return lower(url.getScheme()).equals("https") ? HTTPS : HTTP;
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
