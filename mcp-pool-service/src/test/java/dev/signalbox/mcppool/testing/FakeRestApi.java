package dev.signalbox.mcppool.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.JsonNodeFactory;

/** A REST API that tells what it was asked, and its OpenAPI document. */
public final class FakeRestApi implements AutoCloseable {
  public static final String DOCUMENT =
      """
      openapi: 3.0.3
      info: {title: Pets, version: '1'}
      servers: [{url: '{prefix}/v1', variables: {prefix: {default: /api}}}]
      paths:
        /pets/{petId}:
          parameters:
            - {name: petId, in: path, required: true, schema: {type: string}}
          get:
            operationId: get pet
            summary: One pet
            parameters:
              - {name: fields, in: query, schema: {type: array, items: {type: string}}}
              - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object}}
              - {name: X-Trace, in: header, schema: {type: string}}
              - {name: Authorization, in: header, required: true, schema: {type: string}}
              - {name: taste, in: cookie, schema: {type: string}}
          put:
            operationId: putPet
            requestBody:
              required: true
              content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
        /pets:
          post:
            requestBody: {$ref: '#/components/requestBodies/Form'}
          delete:
            operationId: needsCookie
            parameters: [{name: session, in: cookie, required: true, schema: {type: string}}]
        /files:
          post:
            operationId: upload
            requestBody:
              content:
                multipart/form-data:
                  encoding: {portrait: {contentType: image/png}}
                  schema:
                    type: object
                    properties:
                      note: {type: string}
                      about: {$ref: '#/components/schemas/Pet'}
                      portrait: {type: string, format: binary}
                      others: {type: array, items: {type: string, format: binary}}
          put:
            operationId: raw
            parameters: [{name: key, in: query, required: true, schema: {type: string}}]
            requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}
        /long: {get: {operationId: long}}
        /missing: {get: {operationId: missing}}
        /image: {get: {operationId: image}}
        /elsewhere: {get: {operationId: elsewhere}}
      components:
        requestBodies:
          Form:
            content:
              application/x-www-form-urlencoded:
                schema: {type: object, properties: {name: {type: string}}}
        schemas:
          Pet:
            type: object
            required: [id, name]
            properties:
              id: {type: integer, readOnly: true}
              name: {type: string, nullable: true, example: Rex}
              weight: {type: number, minimum: 0, exclusiveMinimum: true}
              parent: {$ref: '#/components/schemas/Pet'}
              other: {$ref: 'https://example.com/schemas.json#/Other'}
      """;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public FakeRestApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (exchange.getRequestURI().getPath()) {
      case "/openapi.yaml" ->
          ScriptedHttpServer.respond(exchange, 200, "application/yaml", DOCUMENT);
      case "/api/v1/long" ->
          ScriptedHttpServer.respond(
              exchange, 200, "application/json", "[" + "1,".repeat(100_000) + "1]");
      case "/api/v1/missing" ->
          ScriptedHttpServer.respond(
              exchange,
              404,
              "text/plain",
              "no such thing for " + exchange.getRequestHeaders().getFirst("Authorization"));
      case "/api/v1/image" -> ScriptedHttpServer.respond(exchange, 200, "image/png", "not shown");
      case "/api/v1/elsewhere" -> {
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
        ScriptedHttpServer.respond(exchange, 302, "text/plain", "");
      }
      default ->
          ScriptedHttpServer.respond(exchange, 200, "application/json", echo(exchange, body));
    }
  }

  private static String echo(HttpExchange exchange, String body) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("method", exchange.getRequestMethod())
        .put("uri", exchange.getRequestURI().toString())
        .put("trace", exchange.getRequestHeaders().getFirst("X-Trace"))
        .put("cookie", exchange.getRequestHeaders().getFirst("Cookie"))
        .put("type", exchange.getRequestHeaders().getFirst("Content-Type"))
        .put("authorized", exchange.getRequestHeaders().getFirst("Authorization") != null)
        .put("body", body)
        .toString();
  }
}
