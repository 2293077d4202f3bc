package dev.signalbox.mcppool.oauth;

import java.net.URI;

/**
 * Checks addresses that others name: HTTPS alone (OAuth 2.1, 1.5), and HTTP where private addresses
 * may be reached.
 */
record Endpoints(boolean allowHttp) {
  URI checked(String text) throws OAuthFailure {
    try {
      URI url = URI.create(text);
      boolean secure = "https".equalsIgnoreCase(url.getScheme());
      if ((secure || (allowHttp && "http".equalsIgnoreCase(url.getScheme())))
          && url.getHost() != null
          && url.getUserInfo() == null
          && url.getFragment() == null) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw new OAuthFailure("\"%s\" is no address over HTTPS".formatted(text));
  }
}
