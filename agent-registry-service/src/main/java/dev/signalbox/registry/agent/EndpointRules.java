package dev.signalbox.registry.agent;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which URLs a remote agent may have. Judged by the text alone: no name is looked up here, because
 * what a name resolves to can change before it is used. Whoever calls the URL checks the resolved
 * address again.
 */
@Component
public class EndpointRules {

  private static final URI NOWHERE = URI.create("http://invalid/");
  private static final int LONGEST = 2_048;
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.?");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern LOCAL_NAME =
      Pattern.compile("(?:.*\\.)?(?:localhost|local|internal|localdomain)\\.?");

  private final EndpointSettings settings;

  EndpointRules(EndpointSettings settings) {
    this.settings = settings;
  }

  URI read(FieldChecks checks, String field, @Nullable String value) {
    String text = checks.text(field, value, LONGEST);
    if (text.isEmpty() || text.length() > LONGEST) {
      return NOWHERE;
    }
    URI uri;
    try {
      uri = new URI(text).parseServerAuthority();
    } catch (URISyntaxException syntax) {
      checks.reject(field, "is not a URL: " + syntax.getReason());
      return NOWHERE;
    }
    String objection = objection(uri);
    if (objection != null) {
      checks.reject(field, objection);
      return NOWHERE;
    }
    return uri;
  }

  /** What speaks against calling the URL; null if nothing does. */
  public @Nullable String objection(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return "must start with https:// or http://";
    }
    String host = uri.getHost();
    if (host == null) {
      return "must name a host";
    }
    if (uri.getRawUserInfo() != null) {
      return "must not carry a user name or password";
    }
    if (uri.getRawFragment() != null) {
      return "must not have a fragment";
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      return "must have a port between 1 and 65535";
    }
    return objectionToHost(host.toLowerCase(Locale.ROOT));
  }

  private @Nullable String objectionToHost(String host) {
    boolean literal = host.startsWith("[") || DOTTED_QUAD.matcher(host).matches();
    if (!literal && !HOST_NAME.matcher(host).matches()) {
      return "must have a host name or an address in its usual form";
    }
    if (settings.allowPrivateAddresses()) {
      return null;
    }
    boolean inside =
        literal ? isInside(InetAddress.ofLiteral(host)) : LOCAL_NAME.matcher(host).matches();
    return inside ? "must not point to a loopback, private or link-local address" : null;
  }

  private static boolean isInside(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      // IPv4 can be reached through mapped, NAT64 and 6to4 forms too: only plain global unicast
      // (2000::/3, RFC 4291) is accepted, without the 6to4 (2002::/16) and Teredo (2001::/32)
      // parts.
      int first = Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
      int second = Byte.toUnsignedInt(bytes[2]) << 8 | Byte.toUnsignedInt(bytes[3]);
      return first >>> 13 != 1 || first == 0x2002 || (first == 0x2001 && second == 0);
    }
    int first = Byte.toUnsignedInt(bytes[0]);
    int second = Byte.toUnsignedInt(bytes[1]);
    boolean sharedAddressSpace = first == 100 && second >= 64 && second < 128; // RFC 6598
    boolean benchmarking = first == 198 && (second == 18 || second == 19); // RFC 2544
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || first == 0
        || first >= 224
        || sharedAddressSpace
        || benchmarking;
  }
}
