package dev.signalbox.streaming.socket;

/** What vouches for the caller of a connection. */
public interface Credentials {

  /**
   * The gateway has sent another token.
   *
   * @throws UnauthenticatedException when it is not valid, or another caller's
   */
  void renew(String token);
}
