package dev.signalbox.eventstore.projection;

/** A batch is being applied and takes longer than its caller waits; nothing was changed. */
public final class ProjectionBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ProjectionBusyException(String projection, Throwable cause) {
    super("A batch of projection " + projection + " is still being applied", cause);
  }
}
