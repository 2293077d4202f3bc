package dev.signalbox.kit.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is allowed to do; each role includes the ones before it. */
public enum Role {
  /** May read. */
  VIEWER,
  /** May use agents and run workflows. */
  OPERATOR,
  /** May configure. */
  ADMIN;

  /** The name in tokens and JSON: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofWireName(String name) {
    return Arrays.stream(values()).filter(role -> role.wireName().equals(name)).findFirst();
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
