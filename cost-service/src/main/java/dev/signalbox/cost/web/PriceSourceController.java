package dev.signalbox.cost.web;

import dev.signalbox.cost.price.PriceRefresh;
import dev.signalbox.cost.price.PriceRefreshes;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PriceSourceController {

  private final PriceRefreshes refreshes;

  PriceSourceController(PriceRefreshes refreshes) {
    this.refreshes = refreshes;
  }

  /** What became of the price sources that are looked at from time to time. */
  @GetMapping("/api/v1/prices/sources")
  SourceList list() {
    return new SourceList(refreshes.list());
  }

  record SourceList(List<PriceRefresh> data) {}
}
