package dev.signalbox.streaming.web;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.web.HttpProperties;
import dev.signalbox.streaming.attempt.ModelCall;
import dev.signalbox.streaming.attempt.Overhead;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.socket.SocketCall;
import dev.signalbox.streaming.socket.SocketRequest;
import dev.signalbox.streaming.wire.protocol.WireProtocol;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Calls of one connection, each checked as if it came by itself. */
final class SocketCalls implements SocketCall {

  private final TokenCredentials credentials;
  private final CallHeaders handshake;
  private final WireProtocols protocols;
  private final HttpProperties http;
  private final Duration cacheMaxAge;
  private final Clock clock;

  /**
   * @param cacheMaxAge the oldest that an answer may be that was given before
   */
  SocketCalls(
      TokenCredentials credentials,
      CallHeaders handshake,
      WireProtocols protocols,
      HttpProperties http,
      Duration cacheMaxAge,
      Clock clock) {
    this.credentials = credentials;
    this.handshake = handshake;
    this.protocols = protocols;
    this.http = http;
    this.cacheMaxAge = cacheMaxAge;
    this.clock = clock;
  }

  @Override
  public void make(SocketRequest request, String requestId, Consumer<ModelCall> answering) {
    SecurityContextHolder.setContext(
        new SecurityContextImpl(new JwtAuthenticationToken(credentials.token(), List.of())));
    try {
      ModelCall call = call(request, requestId, Caller.current());
      new RequestContext(requestId, call.deadline()).run(() -> answering.accept(call));
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private ModelCall call(SocketRequest request, String requestId, Caller caller) {
    if (!caller.has(Role.OPERATOR)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "This needs the role " + Role.OPERATOR.wireName());
    }
    WireProtocol protocol = protocols.of(request.protocol());
    CallHeaders headers = handshake.with(request.headers());
    Duration timeout = Objects.requireNonNullElse(request.timeout(), http.defaultDeadline());
    return new ModelCall(
        protocol,
        protocol.read(request.body(), request.addressed()),
        headers.wishes(cacheMaxAge),
        headers.origin(caller, requestId),
        Deadline.in(timeout, clock).atMost(http.maxDeadline(), clock),
        headers.ofProtocol(),
        headers.ofSimulator(),
        new Overhead());
  }
}
