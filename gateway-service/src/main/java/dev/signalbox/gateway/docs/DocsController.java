package dev.signalbox.gateway.docs;

import dev.signalbox.gateway.request.InboundRequest;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The services' OpenAPI documents; the gateway's own is beside them. */
@Hidden
@RestController
class DocsController {
  private final ServiceDocuments documents;

  DocsController(ServiceDocuments documents) {
    this.documents = documents;
  }

  /** The short address of the page. */
  @GetMapping("/docs")
  ResponseEntity<Void> page() {
    return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs/index.html")).build();
  }

  @GetMapping(path = "/docs/openapi/{service}", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<String> document(@PathVariable String service, ServerWebExchange exchange) {
    return documents.document(service, InboundRequest.of(exchange));
  }
}
