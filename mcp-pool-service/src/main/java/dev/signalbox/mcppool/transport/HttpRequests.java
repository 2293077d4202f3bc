package dev.signalbox.mcppool.transport;

import dev.signalbox.mcppool.rpc.RpcCodec;
import dev.signalbox.mcppool.rpc.RpcMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The requests of one connection. A message that bears its version itself gets the headers that
 * mirror its body (2026-07-28, streamable HTTP, request metadata); any other the session and the
 * version that a handshake settled on (2025-11-25, transports).
 */
final class HttpRequests {
  static final String SESSION_ID = "Mcp-Session-Id";
  static final String EVENT_STREAM = "text/event-stream";
  private static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
  private static final String VERSION_IN_BODY = "io.modelcontextprotocol/protocolVersion";
  private static final Set<String> NAMED = Set.of("tools/call", "resources/read", "prompts/get");

  /** Visible ASCII (2025-11-25, transports, session management, 1). */
  private static final Pattern VALID_SESSION_ID = Pattern.compile("[\\x21-\\x7E]{1,1024}");

  private final URI endpoint;
  private final Map<String, String> headers;
  private volatile @Nullable String sessionId;
  private volatile @Nullable String protocolVersion;

  HttpRequests(URI endpoint, Map<String, String> headers) {
    this.endpoint = endpoint;
    this.headers = Map.copyOf(headers);
  }

  void speak(String version) {
    protocolVersion = version;
  }

  void remember(@Nullable Header session) {
    if (session != null && VALID_SESSION_ID.matcher(session.getValue()).matches()) {
      sessionId = session.getValue();
    }
  }

  boolean inSession() {
    return sessionId != null;
  }

  /** Whether the message is of the era in which every request stands for itself. */
  static boolean standsAlone(RpcMessage message) {
    return versionIn(message) != null;
  }

  HttpPost post(RpcMessage message) {
    HttpPost post = new HttpPost(endpoint);
    String version = versionIn(message);
    if (version != null && message instanceof RpcMessage.Request request) {
      headers.forEach(post::setHeader);
      post.setHeader(PROTOCOL_VERSION, version);
      mirror(request, post);
    } else {
      withHeaders(post);
    }
    post.setHeader("Accept", "application/json, " + EVENT_STREAM);
    post.setEntity(new ByteArrayEntity(RpcCodec.encode(message), ContentType.APPLICATION_JSON));
    return post;
  }

  HttpGet stream(@Nullable String lastEventId) {
    HttpGet get = withHeaders(new HttpGet(endpoint));
    get.setHeader("Accept", EVENT_STREAM);
    if (lastEventId != null) {
      get.setHeader("Last-Event-ID", lastEventId);
    }
    return get;
  }

  HttpUriRequestBase delete(Duration patience) {
    return patient(withHeaders(new HttpDelete(endpoint)), patience);
  }

  HttpUriRequestBase patient(HttpUriRequestBase request, Duration patience) {
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(patience))
            .setResponseTimeout(Timeout.of(patience))
            .build());
    return request;
  }

  private static void mirror(RpcMessage.Request request, HttpPost post) {
    post.setHeader("Mcp-Method", request.method());
    JsonNode params = request.params();
    if (params != null && NAMED.contains(request.method())) {
      JsonNode name = params.has("name") ? params.path("name") : params.path("uri");
      post.setHeader("Mcp-Name", HeaderValue.encode(name.asString("")));
    }
    request
        .mirrored()
        .forEach((header, value) -> post.setHeader(header, HeaderValue.encode(value)));
  }

  private static @Nullable String versionIn(RpcMessage message) {
    if (!(message instanceof RpcMessage.Request request) || request.params() == null) {
      return null;
    }
    JsonNode version = request.params().path("_meta").path(VERSION_IN_BODY);
    return version.isString() ? version.stringValue() : null;
  }

  private <R extends HttpUriRequestBase> R withHeaders(R request) {
    headers.forEach(request::setHeader);
    if (sessionId != null) {
      request.setHeader(SESSION_ID, sessionId);
    }
    if (protocolVersion != null) {
      request.setHeader(PROTOCOL_VERSION, protocolVersion);
    }
    return request;
  }
}
