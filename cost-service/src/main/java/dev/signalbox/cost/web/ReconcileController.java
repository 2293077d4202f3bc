package dev.signalbox.cost.web;

import dev.signalbox.cost.reconcile.InvalidInvoiceException;
import dev.signalbox.cost.reconcile.InvoiceNames;
import dev.signalbox.cost.reconcile.ReconcileInvoice;
import dev.signalbox.cost.reconcile.Reconciliation;
import dev.signalbox.kit.money.Usd;
import dev.signalbox.kit.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReconcileController {

  private static final String PATH = "/api/v1/costs/reconcile";
  private static final String CENT = "0.01";

  private final ReconcileInvoice reconcile;

  ReconcileController(ReconcileInvoice reconcile) {
    this.reconcile = reconcile;
  }

  /**
   * Compares a provider's invoice, the body as CSV, with the ledger; days are in UTC, {@code from}
   * and {@code to} included. Nothing is changed by that, so it is a GET; but not everything on the
   * way lets a body of one through (RFC 9110, section 9.3.1), so it is a POST as well.
   */
  @GetMapping(PATH)
  Reconciliation compare(
      @RequestParam @Nullable String provider,
      @RequestParam(name = "date_column") @Nullable String day,
      @RequestParam(name = "model_column") @Nullable String model,
      @RequestParam(name = "amount_column") @Nullable String amount,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = CENT) BigDecimal tolerance,
      InputStream invoice)
      throws IOException {
    Dollars.check("tolerance", tolerance);
    if (from != null && to != null && from.isAfter(to)) {
      throw Invalid.field("from", "must not be after to");
    }
    try {
      return reconcile.compare(
          Names.required("provider", provider),
          invoice,
          new InvoiceNames(day, model, amount),
          from,
          to,
          new Usd(tolerance));
    } catch (InvalidInvoiceException invalid) {
      throw new ProblemException(
          CostProblem.INVALID_INVOICE, "The invoice " + invalid.rule(), invalid);
    }
  }

  /** A body that calls itself a form would be read as one. */
  @PostMapping(
      path = PATH,
      consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  Reconciliation comparePosted(
      @RequestParam @Nullable String provider,
      @RequestParam(name = "date_column") @Nullable String day,
      @RequestParam(name = "model_column") @Nullable String model,
      @RequestParam(name = "amount_column") @Nullable String amount,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = CENT) BigDecimal tolerance,
      InputStream invoice)
      throws IOException {
    return compare(provider, day, model, amount, from, to, tolerance, invoice);
  }
}
