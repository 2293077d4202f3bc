package dev.signalbox.gateway.docs;

import dev.signalbox.gateway.problem.GatewayProblem;
import dev.signalbox.gateway.request.InboundRequest;
import dev.signalbox.gateway.route.ServiceRoutes;
import dev.signalbox.gateway.token.InternalTokens;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fetches the services' OpenAPI documents with a token of the gateway's own, which may read and
 * nothing else, and makes them true for callers of the gateway: its address, its API keys.
 */
@Component
class ServiceDocuments {
  private static final Caller READER =
      new Caller("gateway-docs", null, null, null, Set.of(Role.VIEWER), null);
  private static final int LARGEST = 4 * 1024 * 1024;

  /** A service reads its own code for the first answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String SCHEME = "api_key";
  private static final NettyDataBufferFactory FACTORY =
      new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

  private final HttpClient http;
  private final ServiceRoutes routes;
  private final InternalTokens tokens;
  private final JsonMapper json;

  ServiceDocuments(HttpClient http, ServiceRoutes routes, InternalTokens tokens, JsonMapper json) {
    this.http = http;
    this.routes = routes;
    this.tokens = tokens;
    this.json = json;
  }

  Mono<String> document(String service, InboundRequest request) {
    return routes
        .upstream(service)
        .map(upstream -> fetch(service, upstream, request))
        .orElseGet(
            () ->
                Mono.error(
                    new ProblemException(
                        GatewayProblem.UNKNOWN_SERVICE, "There is no service " + service)));
  }

  private Mono<String> fetch(String service, URI upstream, InboundRequest request) {
    return http.headers(
            headers ->
                headers
                    .set(
                        HttpHeaderNames.AUTHORIZATION,
                        "Bearer " + tokens.tokenFor(READER, request.deadline()))
                    .set(RequestContext.REQUEST_ID_HEADER, request.id())
                    .set(Deadline.HEADER, request.deadline().headerValue())
                    .set("traceparent", request.traceparent()))
        .get()
        .uri(upstream.resolve("/v3/api-docs"))
        .response(
            (answer, body) ->
                answer.status().code() == 200
                    ? DataBufferUtils.join(body.retain().map(FACTORY::wrap), LARGEST)
                    : Mono.error(unavailable(service, "answered " + answer.status().code())))
        .next()
        .timeout(PATIENCE)
        .map(
            buffer -> {
              byte[] bytes = new byte[buffer.readableByteCount()];
              buffer.read(bytes);
              DataBufferUtils.release(buffer);
              return ofGateway(service, bytes);
            })
        .onErrorMap(IOException.class, failure -> unavailable(service, "cannot be reached"))
        .onErrorMap(TimeoutException.class, failure -> unavailable(service, "does not answer"));
  }

  private String ofGateway(String service, byte[] bytes) {
    JsonNode document;
    try {
      document = json.readTree(bytes);
    } catch (JacksonException notJson) {
      throw unavailable(service, "did not answer with JSON");
    }
    if (!(document instanceof ObjectNode api)) {
      throw unavailable(service, "did not answer with an OpenAPI document");
    }
    api.putArray("servers").addObject().put("url", "/");
    api.withObjectProperty("components")
        .withObjectProperty("securitySchemes")
        .putObject(SCHEME)
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key, sbx_...");
    api.putArray("security").addObject().putArray(SCHEME);
    return json.writeValueAsString(api);
  }

  private static ProblemException unavailable(String service, String what) {
    return new ProblemException(
        GatewayProblem.UPSTREAM_UNAVAILABLE,
        "The service " + service + " " + what + ", so its documentation is not here for now");
  }
}
