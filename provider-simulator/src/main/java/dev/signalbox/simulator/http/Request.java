package dev.signalbox.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request, read whole before it is handled. Header names are lower case. */
public final class Request {

  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  Request(String method, String target, Map<String, List<String>> headers, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
  }

  public String method() {
    return method;
  }

  /** Path and query as sent. */
  public String target() {
    return target;
  }

  /** The path without its query, percent-decoded. */
  public String path() {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The query as sent, empty when there is none. */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** The first value of a header, null when it was not sent. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.getFirst();
  }

  public Map<String, List<String>> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  boolean keepsConnection() {
    String connection = header("connection");
    return connection == null || !connection.toLowerCase(Locale.ROOT).contains("close");
  }
}
