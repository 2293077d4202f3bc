package dev.signalbox.kit.http;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.observability.CurrentTrace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The headers that carry a request on to the next service. */
final class CallHeaders {
  private final CurrentTrace trace;
  private final Supplier<@Nullable String> token;

  CallHeaders(CurrentTrace trace, Supplier<@Nullable String> token) {
    this.trace = trace;
    this.token = token;
  }

  /** Those of the request that this thread serves. */
  Map<String, String> current() {
    Map<String, String> headers = new LinkedHashMap<>();
    RequestContext context = RequestContext.current();
    if (context != null) {
      headers.put(RequestContext.REQUEST_ID_HEADER, context.requestId());
      headers.put(Deadline.HEADER, context.deadline().headerValue());
    }
    String traceparent = trace.traceparent();
    if (traceparent != null) {
      headers.put("traceparent", traceparent);
    }
    String bearer = token.get();
    if (bearer != null) {
      headers.put("Authorization", "Bearer " + bearer);
    }
    return headers;
  }
}
