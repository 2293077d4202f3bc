package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.problem.ProblemException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class CrossOriginFilterTests {
  private final CrossOriginFilter closed = new CrossOriginFilter(List.of());

  @Test
  void byDefaultNoOtherOriginMayAsk() {
    MockServerWebExchange exchange =
        exchange(
            MockServerHttpRequest.options("http://localhost/api/v1/agents")
                .header("Origin", "https://console.example")
                .header("Access-Control-Request-Method", "GET"));

    Throwable refused =
        closed
            .filter(exchange, passed -> Mono.error(new IllegalStateException("went through")))
            .materialize()
            .blockOptional()
            .orElseThrow()
            .getThrowable();

    assertThat(refused).isInstanceOf(ProblemException.class).hasMessageContaining("origin");
    assertThat(exchange.getResponse().getHeaders().getAccessControlAllowOrigin()).isNull();
  }

  @Test
  void requestsThatAreNotOfPagesPass() {
    MockServerWebExchange exchange =
        exchange(MockServerHttpRequest.get("http://localhost/api/v1/agents"));

    closed.filter(exchange, passed -> passed.getResponse().setComplete()).block();

    assertThat(exchange.getResponse().isCommitted()).isTrue();
  }

  private static MockServerWebExchange exchange(MockServerHttpRequest.BaseBuilder<?> request) {
    MockServerWebExchange exchange = MockServerWebExchange.from(request);
    new InboundRequest(
            "req_1",
            new Deadline(Instant.MAX),
            Span.getInvalid(),
            TraceParent.of(SpanContext.getInvalid()))
        .attachTo(exchange);
    return exchange;
  }
}
