package dev.signalbox.gateway.token;

import dev.signalbox.gateway.database.DatabaseThreads;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the signing keys anew every half minute. */
final class KeyRingRefresh implements DisposableBean {
  private static final Logger LOGGER = LoggerFactory.getLogger(KeyRingRefresh.class);
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Disposable running;

  KeyRingRefresh(KeyRing ring, DatabaseThreads threads) {
    Mono<Boolean> refresh =
        threads
            .call(
                () -> {
                  ring.refresh();
                  return true;
                })
            .onErrorResume(
                failure -> {
                  LOGGER.warn("Signing keys not read, the known ones stay", failure);
                  return Mono.empty();
                });
    this.running =
        Flux.interval(PERIOD)
            .onBackpressureDrop()
            .concatMap(tick -> refresh, 1)
            .subscribe(read -> LOGGER.trace("Signing keys read"));
  }

  @Override
  public void destroy() {
    running.dispose();
  }
}
