package dev.signalbox.eventstore.projection;

/** The projection's tables are being built for the first time. */
public final class ProjectionNotBuiltException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ProjectionNotBuiltException(String projection, Throwable cause) {
    super("Projection " + projection + " is being built for the first time", cause);
  }
}
