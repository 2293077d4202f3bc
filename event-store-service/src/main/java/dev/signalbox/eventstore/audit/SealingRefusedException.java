package dev.signalbox.eventstore.audit;

/** Sealing would go on from something that was tampered with. */
final class SealingRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SealingRefusedException(String reason) {
    super(reason);
  }
}
