package dev.signalbox.streaming.web;

import dev.signalbox.kit.security.AccessRules;
import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.web.HttpProperties;
import dev.signalbox.streaming.attempt.AnswerCall;
import dev.signalbox.streaming.attempt.AttemptProperties;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.cache.AnswerCache;
import dev.signalbox.streaming.load.RunningRequests;
import dev.signalbox.streaming.socket.ClientSocket;
import dev.signalbox.streaming.socket.Credentials;
import dev.signalbox.streaming.socket.SocketCall;
import dev.signalbox.streaming.socket.SocketLink;
import dev.signalbox.streaming.socket.SocketProperties;
import dev.signalbox.streaming.socket.Sockets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.websocket.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SocketProperties.class)
class SocketConfiguration {

  /** Milliseconds, as Tomcat has it. */
  private static final String BLOCKING_SEND_TIMEOUT =
      "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  /** To open a WebSocket is to use models, although the request is a GET. */
  @Bean
  AccessRules accessRules() {
    return AccessRules.builder()
        .require(HttpMethod.GET, "/v1/stream", Role.OPERATOR)
        .require(HttpMethod.GET, "/v1/responses", Role.OPERATOR)
        .build();
  }

  @Bean
  Sockets sockets(
      AnswerCall answerCall,
      AnswerCache cache,
      WireProtocols protocols,
      SocketProperties properties,
      AttemptProperties attempts,
      RunningRequests running,
      ObservationRegistry observations,
      JsonMapper json) {
    return new Sockets(
        answerCall, cache, running, protocols, properties, attempts, observations, json);
  }

  @Bean
  OpenSockets openSockets(SocketProperties properties, MeterRegistry registry) {
    OpenSockets open = new OpenSockets(properties);
    Gauge.builder("signalbox.streaming.sockets", open, OpenSockets::count)
        .description("WebSocket connections to this process")
        .register(registry);
    return open;
  }

  /** Before the controllers, but for requests to open a WebSocket only. */
  @Bean
  WebSocketHandlerMapping socketMapping(
      Sockets sockets,
      OpenSockets open,
      SocketProperties properties,
      WireProtocols protocols,
      ProtocolErrors errors,
      JwtDecoder decoder,
      HttpProperties http,
      AnswerCache cache,
      Clock clock) {
    SocketHandshake handshake = new SocketHandshake(open, protocols, errors);
    Opening opening = new Opening(properties, protocols, decoder, http, cache.maxAge(), clock);
    WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
    mapping.setWebSocketUpgradeMatch(true);
    mapping.setOrder(-1);
    mapping.setUrlMap(
        Map.of(
            "/v1/stream",
            handler(new SocketHandler(open, opening.of(sockets::streams)), handshake),
            "/v1/responses",
            handler(new SocketHandler(open, opening.of(sockets::responses)), handshake)));
    return mapping;
  }

  private static WebSocketHttpRequestHandler handler(
      SocketHandler handler, SocketHandshake handshake) {
    WebSocketHttpRequestHandler handling =
        new WebSocketHttpRequestHandler(handler, new PlainHandshakeHandler());
    handling.setHandshakeInterceptors(List.of(handshake));
    return handling;
  }

  /** What is spoken on a connection. */
  private interface Spoken {
    ClientSocket on(SocketLink link, Credentials credentials, SocketCall calls);
  }

  private record Opening(
      SocketProperties properties,
      WireProtocols protocols,
      JwtDecoder decoder,
      HttpProperties http,
      Duration cacheMaxAge,
      Clock clock) {

    SocketHandler.SocketOpening of(Spoken spoken) {
      return session -> open(session, spoken);
    }

    private SocketSession open(WebSocketSession session, Spoken spoken) {
      if (session instanceof NativeWebSocketSession container) {
        Session tomcats = Objects.requireNonNull(container.getNativeSession(Session.class));
        tomcats.getUserProperties().put(BLOCKING_SEND_TIMEOUT, properties.stalled().toMillis());
      }
      Map<String, Object> attributes = session.getAttributes();
      TokenCredentials credentials =
          new TokenCredentials(
              decoder, SocketHandshake.caller(attributes), SocketHandshake.token(attributes));
      SocketCalls calls =
          new SocketCalls(
              credentials,
              SocketHandshake.headers(attributes),
              protocols,
              http,
              cacheMaxAge,
              clock);
      return new SocketSession(session, properties, link -> spoken.on(link, credentials, calls));
    }
  }
}
