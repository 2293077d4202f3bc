package dev.signalbox.cost.price;

/** Other prices of the same origin came into force after the import was compared with them. */
public final class StaleImportException extends RuntimeException {

  StaleImportException() {
    super("prices of this origin have changed since");
  }
}
