package dev.signalbox.mcppool.server;

import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.kit.egress.AddressRefused;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses addresses that may not be reached, and headers that are not a registration's to set. */
final class EndpointCheck {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern COOKIE_VALUE =
      Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]{0,8192}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E\\t]{0,8192}");
  private static final Pattern OAUTH_TEXT = Pattern.compile("[\\x20-\\x7E]{1,1024}");
  private static final int MAX_ENDPOINTS = 16;
  private static final int MAX_WEIGHT = 100;
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "accept",
          "connection",
          "content-length",
          "content-type",
          "host",
          "keep-alive",
          "last-event-id",
          "mcp-method",
          "mcp-name",
          "mcp-protocol-version",
          "mcp-session-id",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final AddressGuard addresses;

  EndpointCheck(AddressGuard addresses) {
    this.addresses = addresses;
  }

  /** Checks where its replicas are, and the headers that they are sent. */
  void check(Transport.StreamableHttp http) {
    List<Transport.Endpoint> all = http.endpoints();
    TransportCheck.require(
        !all.isEmpty() && all.size() <= MAX_ENDPOINTS, "endpoints", "holds 1 to " + MAX_ENDPOINTS);
    TransportCheck.require(
        all.stream().map(Transport.Endpoint::url).distinct().count() == all.size(),
        "endpoints",
        "names each url once");
    // An access token is good for one resource (RFC 8707).
    TransportCheck.require(
        http.oauth() == null || all.size() == 1, "endpoints", "holds one where there is oauth");
    for (int i = 0; i < all.size(); i++) {
      String place = all.size() == 1 ? "" : "endpoints[%d].".formatted(i);
      check(place + "url", all.get(i).url(), http.headers());
      int weight = all.get(i).weight();
      TransportCheck.require(
          weight >= 1 && weight <= MAX_WEIGHT, place + "weight", "is 1 to " + MAX_WEIGHT);
    }
  }

  /** Checks where it is, and the headers that it is sent with every request. */
  void check(String field, URI url, Map<String, SecretValue> headers) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    TransportCheck.require(
        scheme.equals("http") || scheme.equals("https"), field, "begins with http or https");
    TransportCheck.require(url.getHost() != null, field, "names a host");
    TransportCheck.require(url.getUserInfo() == null, field, "holds no credentials; use a header");
    TransportCheck.require(url.getFragment() == null, field, "has no fragment");
    headers.forEach(
        (name, value) -> {
          TransportCheck.require(
              HEADER.matcher(name).matches()
                  && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)),
              "headers." + name,
              "is no header a server may be given");
          TransportCheck.require(
              !(value instanceof SecretValue.Literal literal)
                  || HEADER_VALUE.matcher(literal.value()).matches(),
              "headers." + name,
              "is printable ASCII");
        });
    try {
      addresses.resolve(url.getHost());
    } catch (AddressRefused refused) {
      throw TransportCheck.invalid(
          field,
          refused.getMessage() + "; signalbox.mcp.allow-private-addresses allows private ones");
    } catch (UnknownHostException unresolved) {
      // It may be there later; a connection is made to nothing that was not checked.
    }
  }

  /** RFC 6265, 4.1.1. */
  void checkCookies(Map<String, SecretValue> cookies) {
    cookies.forEach(
        (name, value) ->
            TransportCheck.require(
                HEADER.matcher(name).matches()
                    && (!(value instanceof SecretValue.Literal literal)
                        || COOKIE_VALUE.matcher(literal.value()).matches()),
                "cookies." + name,
                "is no cookie"));
  }

  void check(Transport.@Nullable OAuth oauth, Map<String, SecretValue> headers) {
    if (oauth == null) {
      return;
    }
    TransportCheck.require(
        headers.keySet().stream().noneMatch("authorization"::equalsIgnoreCase),
        "headers.Authorization",
        "comes from oauth");
    TransportCheck.require(
        oauth.clientId() == null || OAUTH_TEXT.matcher(oauth.clientId()).matches(),
        "oauth.client_id",
        "is printable ASCII");
    TransportCheck.require(
        oauth.scope() == null || OAUTH_TEXT.matcher(oauth.scope()).matches(),
        "oauth.scope",
        "is printable ASCII");
    TransportCheck.require(
        oauth.clientSecret() == null || oauth.clientId() != null,
        "oauth.client_id",
        "is required where there is a client_secret");
  }
}
