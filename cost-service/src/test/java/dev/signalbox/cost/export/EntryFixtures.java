package dev.signalbox.cost.export;

import dev.signalbox.cost.ledger.BilledBucket;
import dev.signalbox.cost.ledger.LedgerEntry;
import dev.signalbox.cost.ledger.LedgerEntry.BilledPrice;
import dev.signalbox.kit.money.Usd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries for tests. */
final class EntryFixtures {

  private EntryFixtures() {}

  /** An entry of a moment past that noon, with 600 tokens in and 200 out. */
  static LedgerEntry entryOf(int number, @Nullable String user) {
    Instant attempted = Instant.parse("2026-11-20T12:00:00Z").plusMillis(number);
    return new LedgerEntry(
        "led_" + number,
        "att_" + number,
        attempted,
        null,
        "conv_1",
        null,
        "helper",
        "key_1",
        user,
        "engines",
        List.of("night", "batchable"),
        "openai",
        "gpt-4o",
        "openai/gpt-4o",
        number % 2 == 0,
        "completed",
        "provider",
        "priced",
        List.of(
            new BilledBucket("input_uncached", 600L, null, null, null, null, null),
            new BilledBucket("output_visible", 200L, null, null, null, null, null)),
        number,
        200,
        Usd.of("0.0015"),
        Usd.of("0.002"),
        null,
        Usd.of("0.0035"),
        null,
        null,
        "USD",
        new BilledPrice("openai/gpt-4o#1", "standard", 0, "model"),
        attempted,
        null,
        attempted.plusSeconds(2),
        attempted.plusSeconds(3),
        "evt_" + number);
  }
}
