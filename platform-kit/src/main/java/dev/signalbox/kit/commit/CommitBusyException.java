package dev.signalbox.kit.commit;

/** Too many works wait for a commit, or this one has waited too long: it was not committed. */
public final class CommitBusyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  CommitBusyException(String message) {
    super(message);
  }
}
