package dev.signalbox.routing.remote;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.observability.CurrentTrace;
import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.model.Cancellation;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Calls of agents that run elsewhere. They carry the request's id, deadline and trace, and the
 * agent's own credential, never the caller's.
 */
final class RemoteCalls {

  private final RemoteConnections connections;
  private final Credentials credentials;
  private final CurrentTrace trace;
  private final int maxBody;

  /**
   * @param maxBody bytes of an answer that is no stream
   */
  RemoteCalls(
      RemoteConnections connections, Credentials credentials, CurrentTrace trace, int maxBody) {
    this.connections = connections;
    this.credentials = credentials;
    this.trace = trace;
    this.maxBody = maxBody;
  }

  /**
   * A call that is ready to be made; it ends when the run is cancelled.
   *
   * @param runId makes it harmless to get the same request again
   */
  RemoteCall post(
      Agent agent,
      URI url,
      Map<String, String> headers,
      byte[] json,
      String runId,
      Cancellation cancellation) {
    HttpPost post = new HttpPost(url);
    post.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    post.setHeader("Idempotency-Key", runId);
    headers.forEach(post::setHeader);
    set(post, "traceparent", trace.traceparent());
    RequestContext context = RequestContext.current();
    if (context != null) {
      post.setHeader(RequestContext.REQUEST_ID_HEADER, context.requestId());
      post.setHeader(Deadline.HEADER, context.deadline().headerValue());
    }
    String token = credentials.tokenFor(agent);
    set(post, "Authorization", token == null ? null : "Bearer " + token);
    RemoteCall call = new RemoteCall(connections.client(), post, maxBody);
    cancellation.onCancel(call::cancel);
    return call;
  }

  private static void set(HttpPost post, String name, @Nullable String value) {
    if (value != null) {
      post.setHeader(name, value);
    }
  }
}
