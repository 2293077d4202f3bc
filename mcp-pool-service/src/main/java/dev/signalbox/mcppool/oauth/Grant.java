package dev.signalbox.mcppool.oauth;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Access to a server, as it was granted.
 *
 * @param version counts the tokens: another one has other tokens
 * @param wantedScope what the server asked for beyond that; empty if nothing
 * @param problem why it is of no more use; null if it is
 */
public record Grant(
    String issuer,
    long version,
    @Nullable Instant goodUntil,
    boolean renewable,
    String scope,
    String wantedScope,
    @Nullable String problem,
    Instant grantedAt,
    String grantedBy) {

  /** A scope, and with it what was granted and wanted, if more was wanted than was granted. */
  String scopeBeyond(String given) {
    return wantedScope.isEmpty()
        ? given
        : Stream.of(given, scope, wantedScope)
            .flatMap(text -> Stream.of(text.split(" ")))
            .filter(one -> !one.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
  }
}
