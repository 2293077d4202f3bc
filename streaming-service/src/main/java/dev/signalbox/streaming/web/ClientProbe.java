package dev.signalbox.streaming.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;

/**
 * Looks whether a client has hung up without writing to it: what Tomcat can read from its socket at
 * once is the end of file. To be used by the thread that serves the request only.
 */
final class ClientProbe {

  private static final String ATTRIBUTE = ClientProbe.class.getName();

  private final Request request;
  private boolean gone;

  private ClientProbe(Request request) {
    this.request = request;
  }

  static void attach(org.apache.catalina.connector.Request request) {
    request.setAttribute(ATTRIBUTE, new ClientProbe(request.getCoyoteRequest()));
  }

  static ClientProbe of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof ClientProbe probe) {
      return probe;
    }
    throw new IllegalStateException("the valve is not installed");
  }

  /** The request's body must have been read to its end. */
  boolean gone() {
    if (!gone) {
      request.action(ActionCode.AVAILABLE, true);
      // One byte is how Tomcat reports an end of file; a pipelined request would be longer.
      gone = request.getAvailable() == 1;
    }
    return gone;
  }
}
