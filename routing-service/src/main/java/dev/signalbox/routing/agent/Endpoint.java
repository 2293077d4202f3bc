package dev.signalbox.routing.agent;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent that runs elsewhere is reached.
 *
 * @param protocolBinding of an A2A agent, as its card says: JSONRPC and the like; null for JSON-RPC
 * @param protocolVersion of an A2A agent, as its card says; null when it is to be found out
 * @param model of an OpenAI-compatible one
 * @param credential the name of the credential that calls carry; null for none
 */
public record Endpoint(
    URI url,
    @Nullable String protocolBinding,
    @Nullable String protocolVersion,
    @Nullable String model,
    @Nullable String credential) {

  /** Only what can be called at all is an endpoint. */
  public Endpoint {
    if (url.getHost() == null
        || !("http".equalsIgnoreCase(url.getScheme())
            || "https".equalsIgnoreCase(url.getScheme()))) {
      throw new IllegalArgumentException("\"" + url + "\" is no address of an agent");
    }
  }

  static URI url(@Nullable String text) {
    try {
      return new URI(text == null ? "" : text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no address of an agent", e);
    }
  }
}
