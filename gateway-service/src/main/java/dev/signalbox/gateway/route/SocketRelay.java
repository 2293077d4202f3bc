package dev.signalbox.gateway.route;

import dev.signalbox.gateway.access.Admission;
import dev.signalbox.gateway.token.InternalTokens;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes messages on between a client and a service, each read when the one before it is gone, and
 * in between sends the service new tokens for the client, as long as its key is good.
 */
final class SocketRelay {
  /** Of a request on a connection, as services grant it. */
  private static final Duration FURTHEST_DEADLINE = Duration.ofMinutes(10);

  private static final Duration CLOSING = Duration.ofSeconds(5);
  private static final CloseStatus KEY_GONE = new CloseStatus(1008, "invalid_api_key");

  private final InternalTokens tokens;
  private final SocketProperties properties;
  private final Clock clock;
  private final JsonMapper json;

  SocketRelay(InternalTokens tokens, SocketProperties properties, Clock clock, JsonMapper json) {
    this.tokens = tokens;
    this.properties = properties;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Passes messages on until one side closes.
   *
   * @param abandon cuts off a client that does not take its close frame
   */
  Mono<Void> between(
      WebSocketSession client, WebSocketSession service, Admission admission, Runnable abandon) {
    // With a status when the connection is to be closed from here, else when the client has gone.
    Sinks.One<CloseStatus> end = Sinks.one();
    Flux<WebSocketMessage> fromClient =
        client.receive().doOnNext(WebSocketMessage::retain).doFinally(signal -> end.tryEmitEmpty());
    Flux<WebSocketMessage> fromHere =
        renewals(service, admission, end).takeUntilOther(end.asMono());
    Mono<Void> up =
        oneByOne(Flux.merge(1, fromClient, fromHere), service).then(closing(client, service));
    Mono<Void> down =
        oneByOne(service.receive().doOnNext(WebSocketMessage::retain), client)
            .then(closing(service, client).timeout(CLOSING, Mono.fromRunnable(abandon)));
    Mono<Void> expelled =
        end.asMono()
            .flatMap(
                status ->
                    Mono.whenDelayError(client.close(status), service.close(status))
                        .timeout(CLOSING, Mono.fromRunnable(abandon)))
            .onErrorComplete();
    return Mono.when(up, down, expelled);
  }

  /** A message is asked for when the one before it is gone: what is not taken is not held here. */
  private static Mono<Void> oneByOne(Flux<WebSocketMessage> messages, WebSocketSession to) {
    return messages
        .concatMap(message -> to.send(Mono.just(message)), 1)
        .doOnDiscard(
            WebSocketMessage.class, message -> DataBufferUtils.release(message.getPayload()))
        .onErrorComplete()
        .then();
  }

  /** Closes one side as the other was closed. */
  private static Mono<Void> closing(WebSocketSession closed, WebSocketSession open) {
    return Mono.defer(closed::closeStatus)
        .map(SocketRelay::passedOn)
        .defaultIfEmpty(CloseStatus.GOING_AWAY)
        .flatMap(open::close)
        .onErrorComplete();
  }

  /** Codes below 1000 are none, and some stand for the absence of one (RFC 6455, section 7.4). */
  private static CloseStatus passedOn(CloseStatus status) {
    return switch (status.getCode()) {
      case 1004, 1005, 1006, 1015 -> CloseStatus.GOING_AWAY;
      default -> status;
    };
  }

  private Flux<WebSocketMessage> renewals(
      WebSocketSession service, Admission admission, Sinks.One<CloseStatus> end) {
    long every = Math.max(1, properties.renew().dividedBy(properties.recheck()));
    return Flux.interval(Duration.ZERO, properties.recheck())
        .onBackpressureDrop()
        .concatMap(
            tick ->
                admission
                    .again()
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    // While keys cannot be checked, the last token holds for as long as it does.
                    .onErrorComplete()
                    .doOnNext(
                        caller -> {
                          if (caller.isEmpty()) {
                            end.tryEmitValue(KEY_GONE);
                          }
                        })
                    .filter(caller -> caller.isPresent() && tick % every == 0)
                    .map(caller -> service.textMessage(token(caller.orElseThrow()))),
            1);
  }

  private String token(Caller caller) {
    return json.writeValueAsString(
        Map.of(
            "type",
            "signalbox.token",
            "token",
            tokens.tokenFor(caller, Deadline.in(FURTHEST_DEADLINE, clock))));
  }
}
