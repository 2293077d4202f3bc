package dev.signalbox.gateway.access;

import dev.signalbox.gateway.key.KeyDirectory;
import dev.signalbox.gateway.key.KeyHash;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import java.time.Clock;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** That a request was let in, for what outlives the request: it can be asked for again. */
public final class Admission {
  private static final String ATTRIBUTE = Admission.class.getName();

  private final KeyHash key;
  private final Role required;
  private final KeyDirectory directory;
  private final Clock clock;

  Admission(KeyHash key, Role required, KeyDirectory directory, Clock clock) {
    this.key = key;
    this.required = required;
    this.directory = directory;
    this.clock = clock;
  }

  void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  /** Of a request that opens a WebSocket; others have none. */
  public static Admission of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  /** The caller, if it would be let in now; an error if that cannot be told. */
  public Mono<Caller> again() {
    return Mono.defer(() -> Mono.fromFuture(directory.find(key), true))
        .filter(found -> !found.expired(clock))
        .map(found -> found.caller())
        .filter(caller -> caller.has(required));
  }
}
