package dev.signalbox.kit.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/** The claims of the token that the gateway makes for the services behind it. */
public final class InternalTokenClaims {
  public static final String ISSUER = "signalbox-gateway";
  public static final String AUDIENCE = "signalbox";
  public static final String KEY_ID = "key_id";
  public static final String USER = "user";
  public static final String TEAM = "team";
  public static final String ROLES = "roles";
  public static final String AGENTS = "agents";

  private InternalTokenClaims() {}

  /** The caller that a verified token is about. */
  public static Caller caller(Jwt token) {
    List<String> agents = token.getClaimAsStringList(AGENTS);
    return new Caller(
        token.getSubject(),
        token.getClaimAsString(KEY_ID),
        token.getClaimAsString(USER),
        token.getClaimAsString(TEAM),
        roles(token.getClaimAsStringList(ROLES)),
        agents == null ? null : Set.copyOf(agents));
  }

  private static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (names != null) {
      names.forEach(name -> Role.ofWireName(name).ifPresent(roles::add));
    }
    return roles;
  }
}
