package dev.signalbox.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Talks to a simulator as any client would. */
final class Caller implements AutoCloseable {

  static final String QUESTION =
      "{\"model\":\"gpt-4\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  static final String STREAM =
      "{\"model\":\"gpt-4\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  static final String STREAM_WITH_USAGE =
      "{\"model\":\"gpt-4\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  Caller(SimulatorServer server) {
    base = server.uri();
  }

  HttpResponse<String> chat(String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(body, headers), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(to(path, body, headers), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return client.send(to(path, body, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> fault(String fault, String body) throws IOException, InterruptedException {
    return chat(body, "X-Simulator-Fault", fault);
  }

  HttpResponse<String> script(String script, String body) throws IOException, InterruptedException {
    return chat(body, "X-Simulator-Script", script);
  }

  HttpResponse<String> call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(to(path, "", headers), (name, value) -> true)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest request(String body, String... headers) {
    return to("/v1/chat/completions", body, headers);
  }

  HttpRequest to(String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  HttpClient client() {
    return client;
  }

  /** Payloads of the data lines of a stream. */
  static List<String> data(HttpResponse<String> response) {
    return response
        .body()
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring(6))
        .toList();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
