package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.price.ImportPrices.Preview;
import dev.signalbox.cost.price.PriceChange;
import dev.signalbox.cost.price.PriceFormat;
import dev.signalbox.cost.price.PriceImport;
import dev.signalbox.cost.price.PriceImport.Counts;
import dev.signalbox.cost.price.ReadCatalogue.Skipped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A file that was read, and a part of what it changes.
 *
 * @param changes those in force now against those that would be, removed ones first
 * @param skipped the first entries that were left out, and why
 * @param skippedEntries how many were left out
 * @param appliedVersion null if it was not applied
 */
record PriceImportView(
    String importId,
    String format,
    String madeBy,
    Instant madeAt,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer appliedVersion,
    int models,
    int added,
    int changed,
    int removed,
    List<ChangeView> changes,
    int skippedEntries,
    List<Skipped> skipped,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer nextCursor) {

  private static final int MOST_SKIPPED = 100;

  static PriceImportView of(Preview preview, int from, int limit) {
    PriceImport made = preview.made();
    Counts counts = made.counts();
    List<PriceChange> changes = preview.changes();
    int begin = Math.min(from, changes.size());
    int end = Math.min(begin + limit, changes.size());
    return new PriceImportView(
        made.importId(),
        made.format().wireName(),
        made.madeBy(),
        made.madeAt(),
        made.appliedVersion(),
        counts.models(),
        counts.added(),
        counts.changed(),
        counts.removed(),
        changes.subList(begin, end).stream().map(ChangeView::of).toList(),
        made.skipped().size(),
        made.skipped().stream().limit(MOST_SKIPPED).toList(),
        end < changes.size() ? end : null);
  }

  /** What becomes of the prices of one model, in the form of price files. */
  record ChangeView(
      String change, String provider, String model, List<JsonNode> before, List<JsonNode> after) {

    static ChangeView of(PriceChange change) {
      return new ChangeView(
          change.kind().wireName(),
          change.provider(),
          change.model(),
          change.before().stream().<JsonNode>map(PriceFormat::write).toList(),
          change.after().stream().<JsonNode>map(PriceFormat::write).toList());
    }
  }
}
