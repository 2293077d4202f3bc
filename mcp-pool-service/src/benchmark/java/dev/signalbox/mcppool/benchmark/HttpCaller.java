package dev.signalbox.mcppool.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/** Calls {@code echo} over streamable HTTP, as an agent of 2026-07-28 does. */
final class HttpCaller implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 512;
  private static final String VERSION = "2026-07-28";
  private static final AtomicLong IDS = new AtomicLong();

  private final URI endpoint;
  private final String tool;
  private final Map<String, String> headers;
  private final CloseableHttpClient client =
      HttpClientBuilder.create()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnPerRoute(MOST_CONNECTIONS)
                  .setMaxConnTotal(MOST_CONNECTIONS)
                  .build())
          .setDefaultRequestConfig(
              RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(30)).build())
          .disableAutomaticRetries()
          .disableCookieManagement()
          .build();

  HttpCaller(URI endpoint, String tool, Map<String, String> headers) {
    this.endpoint = endpoint;
    this.tool = tool;
    this.headers = Map.copyOf(headers);
  }

  HttpCaller newcomer() {
    return new HttpCaller(endpoint, tool, headers);
  }

  boolean echo() {
    HttpPost post = new HttpPost(endpoint);
    headers.forEach(post::setHeader);
    post.setHeader("Accept", "application/json, text/event-stream");
    post.setHeader("MCP-Protocol-Version", VERSION);
    post.setHeader("Mcp-Method", "tools/call");
    post.setHeader("Mcp-Name", tool);
    post.setEntity(
        new StringEntity(
            """
            {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"%s","arguments":{"message":"%s"},\
            "_meta":{"io.modelcontextprotocol/protocolVersion":"%s","io.modelcontextprotocol/clientCapabilities":{},\
            "io.modelcontextprotocol/clientInfo":{"name":"benchmark","version":"1"}}}}"""
                .formatted(IDS.incrementAndGet(), tool, Way.TEXT, VERSION),
            ContentType.APPLICATION_JSON));
    try {
      return client.execute(
          post,
          response ->
              EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8)
                  .contains('"' + Way.ANSWER + '"'));
    } catch (IOException failed) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException ignored) {
      // It is not used again.
    }
  }
}
