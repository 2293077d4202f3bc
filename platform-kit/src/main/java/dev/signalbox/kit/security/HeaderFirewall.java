package dev.signalbox.kit.security;

import java.util.function.Predicate;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's firewall, which matches every header that is read with a regular expression.
 * Most are of printable ASCII and allowed; the others are matched.
 */
final class HeaderFirewall {

  private HeaderFirewall() {}

  static StrictHttpFirewall create() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderNames(printableOr(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
    firewall.setAllowedHeaderValues(printableOr(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
    return firewall;
  }

  private static Predicate<String> printableOr(Predicate<String> otherwise) {
    return text -> printable(text) || otherwise.test(text);
  }

  private static boolean printable(String text) {
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character < ' ' || character > '~') {
        return false;
      }
    }
    return true;
  }
}
