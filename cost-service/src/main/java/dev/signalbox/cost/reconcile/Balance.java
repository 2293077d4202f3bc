package dev.signalbox.cost.reconcile;

import dev.signalbox.cost.reconcile.LedgerSums.LedgerSum;
import dev.signalbox.cost.reconcile.Reconciliation.Comparison;
import dev.signalbox.cost.reconcile.Reconciliation.Finding;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;

/** Both sides of one comparison while they are added up. */
final class Balance {

  private BigDecimal invoiced = BigDecimal.ZERO;
  private BigDecimal computed = BigDecimal.ZERO;
  private BigDecimal reported = BigDecimal.ZERO;
  private boolean isInvoiced;
  private long entries;
  private long unpriced;
  private long unmetered;
  private long compared;

  void invoice(BigDecimal amount) {
    invoiced = invoiced.add(amount);
    isInvoiced = true;
  }

  void book(LedgerSum sum) {
    computed = computed.add(sum.cost());
    reported = reported.add(sum.reported());
    entries += sum.entries();
    unpriced += sum.unpriced();
    unmetered += sum.unmetered();
    compared += sum.compared();
  }

  Comparison compare(Usd tolerance) {
    BigDecimal difference = invoiced.subtract(computed);
    return new Comparison(
        new Usd(invoiced),
        new Usd(computed),
        new Usd(difference),
        entries > 0 && compared == entries ? new Usd(reported) : null,
        finding(difference.abs().compareTo(tolerance.amount()) <= 0),
        entries,
        unpriced,
        unmetered);
  }

  private Finding finding(boolean alike) {
    if (alike) {
      return Finding.MATCHES;
    }
    if (!isInvoiced) {
      return Finding.ONLY_IN_LEDGER;
    }
    return entries == 0 ? Finding.ONLY_INVOICED : Finding.DIFFERS;
  }
}
