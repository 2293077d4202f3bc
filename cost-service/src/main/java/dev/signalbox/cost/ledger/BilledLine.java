package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.charge.PricedUsage.PricedSideCall;
import dev.signalbox.cost.usage.Share;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an entry as it is written.
 *
 * @param name the bucket; for a side call its kind, a point and the bucket
 * @param count a whole number: parts of a second are rounded up, their cost is not
 * @param rate null if there is none, as is the cost
 */
record BilledLine(String name, long count, @Nullable BigDecimal rate, @Nullable BigDecimal cost) {

  static List<BilledLine> of(PricedUsage priced) {
    List<BilledLine> lines = new ArrayList<>();
    priced.charge().buckets().forEach(charge -> lines.add(line("", charge)));
    for (PricedSideCall call : priced.sideCalls()) {
      String prefix = call.kind() + ".";
      if (call.charge() == null) {
        call.usage().parts().forEach(part -> lines.add(line(prefix, part)));
      } else {
        call.charge().buckets().forEach(charge -> lines.add(line(prefix, charge)));
      }
    }
    return lines;
  }

  static List<BilledLine> of(Usage usage) {
    return usage.parts().stream().map(part -> line("", part)).toList();
  }

  /** The lines of a row of the ledger. */
  static List<BilledLine> of(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray("buckets").getArray();
    Long[] counts = (Long[]) row.getArray("tokens").getArray();
    @Nullable BigDecimal[] rates = amounts(row.getArray("usd_per_million"), names.length);
    @Nullable BigDecimal[] costs = amounts(row.getArray("costs"), names.length);
    List<BilledLine> lines = new ArrayList<>(names.length);
    for (int place = 0; place < names.length; place++) {
      lines.add(new BilledLine(names[place], counts[place], rates[place], costs[place]));
    }
    return lines;
  }

  private static @Nullable BigDecimal[] amounts(@Nullable Array amounts, int size)
      throws SQLException {
    return amounts == null
        ? new @Nullable BigDecimal[size]
        : (@Nullable BigDecimal[]) amounts.getArray();
  }

  private static BilledLine line(String prefix, BucketCharge charge) {
    return new BilledLine(
        prefix + charge.bucket().wireName(),
        whole(charge.quantity()),
        charge.rate(),
        charge.cost());
  }

  private static BilledLine line(String prefix, Share part) {
    return new BilledLine(prefix + part.bucket().wireName(), whole(part.quantity()), null, null);
  }

  private static long whole(BigDecimal quantity) {
    return quantity.setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
