package dev.signalbox.mcppool.oauth;

import dev.signalbox.mcppool.server.ServerId;
import java.net.URI;

/**
 * An authorization that a person was asked for.
 *
 * @param verifier whose challenge the authorization server was shown (PKCE, RFC 7636)
 * @param begunBy who had it asked for
 * @param namesItself whether the answer has to say whom it comes from
 */
record Flow(
    ServerId server,
    Access access,
    String verifier,
    URI redirect,
    String begunBy,
    boolean namesItself) {
  @Override
  public String toString() {
    return "Flow[" + server + "]";
  }
}
