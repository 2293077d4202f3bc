package dev.signalbox.mcppool.transport;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Plain calls over the guarded connections: no redirect is followed, and answers are bounded. */
public final class HttpCalls {
  private final HttpConnections connections;

  public HttpCalls(HttpConnections connections) {
    this.connections = connections;
  }

  /**
   * What to send.
   *
   * @param headers may be secret
   */
  public record Call(String method, URI uri, Map<String, String> headers, @Nullable Body body) {
    public Call {
      headers = Map.copyOf(headers);
    }

    /** Without the query, the headers and the body, which may be secret. */
    @Override
    public String toString() {
      return "%s %s://%s%s".formatted(method, uri.getScheme(), uri.getHost(), uri.getPath());
    }
  }

  /** A body, and what it is. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Body(String mediaType, byte[] content) {}

  /**
   * What came back.
   *
   * @param headers by lower-case name; the first of each
   * @param whole whether the content is all there was
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Reply(int status, Map<String, String> headers, byte[] content, boolean whole) {
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Without parameters, in lower case; empty if there is none. */
    public String mediaType() {
      String type = headers.getOrDefault("content-type", "");
      int end = type.indexOf(';');
      return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Sends it and waits for the whole answer. An interrupt ends both.
   *
   * @param timeout for a connection, and for each sign of life after that
   * @param maxContent bytes of the answer that are read
   */
  public Reply send(Call call, Duration timeout, int maxContent)
      throws IOException, InterruptedException {
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
    call.headers().forEach(request::setHeader);
    Body body = call.body();
    if (body != null) {
      request.setEntity(
          new ByteArrayEntity(body.content(), ContentType.parseLenient(body.mediaType())));
    }
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(timeout))
            .setResponseTimeout(Timeout.of(timeout))
            .build());
    try (ClassicHttpResponse response = connections.client().executeOpen(null, request, null)) {
      Reply reply = read(response, maxContent);
      if (!reply.whole()) {
        HttpConnections.letGo(request, response);
      }
      return reply;
    } catch (IOException failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      throw failure;
    }
  }

  private static Reply read(ClassicHttpResponse response, int maxContent) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    HttpEntity entity = response.getEntity();
    byte[] content = entity == null ? new byte[0] : entity.getContent().readNBytes(maxContent + 1);
    boolean whole = content.length <= maxContent;
    return new Reply(
        response.getCode(), headers, whole ? content : Arrays.copyOf(content, maxContent), whole);
  }
}
