package dev.signalbox.cost.reconcile;

/** An invoice that cannot be read. */
public final class InvalidInvoiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String rule;

  InvalidInvoiceException(String rule) {
    super(rule);
    this.rule = rule;
  }

  /**
   * @param line in the file, from 1
   */
  InvalidInvoiceException(int line, String rule) {
    this("line " + line + " " + rule);
  }

  /** What is wrong and where; the invoice is its subject. */
  public String rule() {
    return rule;
  }
}
