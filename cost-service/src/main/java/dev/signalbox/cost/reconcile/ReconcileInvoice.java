package dev.signalbox.cost.reconcile;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.reconcile.Invoice.Item;
import dev.signalbox.cost.reconcile.LedgerSums.LedgerSum;
import dev.signalbox.cost.reconcile.Reconciliation.LineComparison;
import dev.signalbox.cost.reconcile.Reconciliation.ModelComparison;
import dev.signalbox.kit.money.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Lays a provider's invoice beside the ledger, day by day and model by model. Names are compared by
 * the price that they have, so that a snapshot on the invoice meets the alias that was asked for.
 */
@Service
public class ReconcileInvoice {

  private static final int MOST_DAYS = 400;

  private final PriceUsage pricing;
  private final LedgerSums ledger;

  ReconcileInvoice(PriceUsage pricing, LedgerSums ledger) {
    this.pricing = pricing;
    this.ledger = ledger;
  }

  /**
   * Compares.
   *
   * @param from the first day; that of the invoice if null
   * @param to the last day; that of the invoice if null
   * @throws InvalidInvoiceException if the invoice cannot be read
   */
  public Reconciliation compare(
      String provider,
      InputStream file,
      InvoiceNames names,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Usd tolerance)
      throws IOException {
    Invoice invoice = InvoiceFile.read(file, names);
    String known = pricing.provider(provider);
    LocalDate first = from == null ? invoice.first() : from;
    LocalDate last = to == null ? invoice.last() : to;
    if (first.plusDays(MOST_DAYS).isBefore(last)) {
      throw new InvalidInvoiceException(
          "is about more than %d days; from and to narrow it".formatted(MOST_DAYS));
    }
    Balance total = new Balance();
    SortedMap<String, Balance> models = new TreeMap<>();
    SortedMap<Item, Balance> lines = new TreeMap<>();
    for (Map.Entry<Item, BigDecimal> amount : invoice.amounts().entrySet()) {
      LocalDate day = amount.getKey().day();
      if (!day.isBefore(first) && !day.isAfter(last)) {
        balances(known, amount.getKey(), total, models, lines)
            .forEach(balance -> balance.invoice(amount.getValue()));
      }
    }
    for (LedgerSum sum : ledger.of(known, first, last)) {
      balances(known, new Item(sum.day(), sum.model()), total, models, lines)
          .forEach(balance -> balance.book(sum));
    }
    return new Reconciliation(
        known,
        first,
        last,
        invoice.lines(),
        tolerance,
        total.compare(tolerance),
        models.entrySet().stream()
            .map(
                model ->
                    new ModelComparison(named(model.getKey()), model.getValue().compare(tolerance)))
            .toList(),
        lines.entrySet().stream()
            .map(
                line ->
                    new LineComparison(
                        line.getKey().day(),
                        named(line.getKey().model()),
                        line.getValue().compare(tolerance)))
            .toList());
  }

  private Stream<Balance> balances(
      String provider,
      Item item,
      Balance total,
      SortedMap<String, Balance> models,
      SortedMap<Item, Balance> lines) {
    String model = canonical(provider, item);
    return Stream.of(
        total,
        models.computeIfAbsent(model, _ -> new Balance()),
        lines.computeIfAbsent(new Item(item.day(), model), _ -> new Balance()));
  }

  /** Invoices may have names for people: {@code Claude Sonnet 4.5}. */
  private String canonical(String provider, Item item) {
    String hyphened = item.model().replace(' ', '-');
    return Stream.of(item.model(), hyphened, hyphened.replace('.', '-'))
        .filter(name -> !name.isEmpty())
        .flatMap(
            name ->
                pricing
                    .find(null, provider, name, item.day().atStartOfDay().toInstant(ZoneOffset.UTC))
                    .stream())
        .map(match -> match.price().model())
        .filter(model -> !model.equals("*"))
        .findFirst()
        .orElse(item.model());
  }

  private static @Nullable String named(String model) {
    return model.isEmpty() ? null : model;
  }
}
