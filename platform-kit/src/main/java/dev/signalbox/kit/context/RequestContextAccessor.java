package dev.signalbox.kit.context;

import io.micrometer.context.ThreadLocalAccessor;

/** Lets Micrometer carry the {@link RequestContext} where it carries the trace. */
public final class RequestContextAccessor implements ThreadLocalAccessor<RequestContext> {
  @Override
  public Object key() {
    return RequestContext.class.getName();
  }

  @Override
  public RequestContext getValue() {
    return RequestContext.BOUND.get();
  }

  @Override
  public void setValue(RequestContext context) {
    RequestContext.BOUND.set(context);
  }

  @Override
  public void setValue() {
    RequestContext.BOUND.remove();
  }
}
