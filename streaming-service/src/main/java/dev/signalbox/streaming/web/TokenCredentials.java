package dev.signalbox.streaming.web;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.InternalTokenClaims;
import dev.signalbox.streaming.socket.Credentials;
import dev.signalbox.streaming.socket.UnauthenticatedException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** The gateway's token, which it sends anew before it expires. */
final class TokenCredentials implements Credentials {

  private final JwtDecoder decoder;
  private final Caller first;
  private volatile String token;

  TokenCredentials(JwtDecoder decoder, Caller first, String token) {
    this.decoder = decoder;
    this.first = first;
    this.token = token;
  }

  /**
   * The token of this moment.
   *
   * @throws UnauthenticatedException when it is not valid any longer
   */
  Jwt token() {
    return verified(token);
  }

  @Override
  public void renew(String another) {
    Caller caller = InternalTokenClaims.caller(verified(another));
    if (!caller.subject().equals(first.subject())
        || !CallerKey.of(caller).equals(CallerKey.of(first))) {
      throw new UnauthenticatedException(null);
    }
    token = another;
  }

  private Jwt verified(String presented) {
    try {
      return decoder.decode(presented);
    } catch (JwtException e) {
      throw new UnauthenticatedException(e);
    }
  }
}
