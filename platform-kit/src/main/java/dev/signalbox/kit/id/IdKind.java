package dev.signalbox.kit.id;

import org.jspecify.annotations.Nullable;

/**
 * What an identifier names. An identifier reads {@code <prefix>_<26 characters>}: a UUIDv7 (RFC
 * 9562, section 5.7) in lower-case Crockford base32, so that identifiers sort by creation time.
 */
public enum IdKind {
  CONVERSATION("conv"),
  MESSAGE("msg"),
  RUN("run"),
  REQUEST("req"),
  ATTEMPT("att"),
  EVENT("evt"),
  KEY("key"),
  LEDGER_ENTRY("led"),
  PRICE_IMPORT("imp"),
  PRICE_OVERRIDE("ovr"),
  BUDGET("bud"),
  LEASE("lea");

  private static final TimeOrderedUuids UUIDS = new TimeOrderedUuids();

  private final String prefix;

  IdKind(String prefix) {
    this.prefix = prefix;
  }

  public String prefix() {
    return prefix;
  }

  /** A new identifier, greater than every one this process made before. */
  public String next() {
    return prefix + '_' + CrockfordBase32.encode(UUIDS.next());
  }

  /** Whether the value is an identifier of this kind; anything else, null too, is not. */
  public boolean matches(@Nullable String value) {
    return value != null
        && value.length() == prefix.length() + 1 + CrockfordBase32.UUID_LENGTH
        && value.startsWith(prefix)
        && value.charAt(prefix.length()) == '_'
        && CrockfordBase32.isUuid(value, prefix.length() + 1);
  }
}
