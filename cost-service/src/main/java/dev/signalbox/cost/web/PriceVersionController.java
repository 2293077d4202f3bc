package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.price.PriceVersion;
import dev.signalbox.cost.price.PriceVersions;
import dev.signalbox.cost.price.Prices;
import dev.signalbox.cost.price.RevertPrices;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PriceVersionController {

  private static final int MOST = 200;

  private final PriceVersions versions;
  private final RevertPrices revert;
  private final Prices prices;

  PriceVersionController(PriceVersions versions, RevertPrices revert, Prices prices) {
    this.versions = versions;
    this.revert = revert;
    this.prices = prices;
  }

  /** What has been in force, the newest first. */
  @GetMapping("/api/v1/prices/versions")
  VersionPage list(
      @RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable Integer cursor) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    if (cursor != null && cursor < 1) {
      throw Invalid.field("cursor", "must be the next_cursor of an earlier answer");
    }
    List<PriceVersion> found =
        versions.list(cursor == null ? Integer.MAX_VALUE : cursor, limit + 1);
    boolean more = found.size() > limit;
    List<PriceVersion> shown = more ? found.subList(0, limit) : found;
    return new VersionPage(shown, more ? shown.getLast().version() : null);
  }

  /** Puts into force again what was in force as that version. */
  @PostMapping("/api/v1/prices/versions/{version}/revert")
  PriceVersion revert(@PathVariable int version, Caller caller) {
    PriceVersion made =
        revert
            .revert(version, caller.subject())
            .orElseThrow(
                () ->
                    new ProblemException(
                        CostProblem.UNKNOWN_PRICE_VERSION,
                        "There is no version of this number whose prices were kept."));
    prices.refresh();
    return made;
  }

  record VersionPage(
      List<PriceVersion> data,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer nextCursor) {}
}
