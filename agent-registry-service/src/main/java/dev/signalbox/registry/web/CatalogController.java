package dev.signalbox.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.EntryOrder;
import dev.signalbox.registry.directory.CatalogEntry;
import dev.signalbox.registry.directory.Directory;
import dev.signalbox.registry.directory.EntryQuery;
import dev.signalbox.registry.directory.Facets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The catalogue of agents in the words of Agentic Resource Discovery, draft 0.9. */
@RestController
class CatalogController {

  private final Directory directory;

  CatalogController(Directory directory) {
    this.directory = directory;
  }

  record Manifest(
      @JsonProperty("specVersion") String specVersion, Host host, List<CatalogEntry> entries) {}

  record Host(@JsonProperty("displayName") String displayName) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Results(
      List<CatalogEntry> results, @JsonProperty("pageToken") @Nullable String pageToken) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listing(
      List<CatalogEntry> items,
      long total,
      @JsonProperty("pageToken") @Nullable String pageToken) {}

  record Exploration(@JsonProperty("resultType") String resultType, Map<String, Facets> facets) {}

  record Failure(@JsonProperty("errorCode") String errorCode, String message) {}

  @GetMapping("/.well-known/ai-catalog.json")
  Manifest manifest(Caller caller) {
    return new Manifest(
        "1.0", new Host(directory.displayName()), directory.manifest(caller.agents()));
  }

  @PostMapping("/search")
  ResponseEntity<?> search(@RequestBody JsonNode request, Caller caller) {
    return understood(
        () -> {
          CatalogSearch search = CatalogSearch.read(request);
          CatalogPage.Part<CatalogEntry> part =
              search
                  .page()
                  .of(
                      (from, most) ->
                          directory.search(search.query(), caller.agents(), from, most));
          return new Results(part.entries(), part.token());
        });
  }

  @GetMapping("/agents")
  ResponseEntity<?> list(
      @RequestParam @Nullable String filter,
      @RequestParam(name = "orderBy", required = false) @Nullable String orderBy,
      @RequestParam(name = "pageSize", defaultValue = "20") int pageSize,
      @RequestParam(name = "pageToken", required = false) @Nullable String pageToken,
      Caller caller) {
    return understood(
        () -> {
          EntryQuery query = FilterExpression.read(filter);
          List<EntryOrder> order = CatalogOrder.read(orderBy);
          CatalogPage.Part<CatalogEntry> part =
              CatalogPage.of(pageSize, pageToken)
                  .of((from, most) -> directory.list(query, order, caller.agents(), from, most));
          return new Listing(part.entries(), directory.count(query, caller.agents()), part.token());
        });
  }

  @PostMapping("/explore")
  ResponseEntity<?> explore(@RequestBody JsonNode request, Caller caller) {
    return understood(
        () -> {
          CatalogExploration exploration = CatalogExploration.read(request);
          Map<String, Facets> facets = new LinkedHashMap<>();
          for (CatalogExploration.Wanted wanted : exploration.facets()) {
            facets.put(
                wanted.field(),
                directory.facets(
                    exploration.query(),
                    caller.agents(),
                    wanted.field(),
                    wanted.limit(),
                    wanted.least()));
          }
          return new Exploration("facets", facets);
        });
  }

  private static ResponseEntity<?> understood(Supplier<?> answer) {
    try {
      return ResponseEntity.ok(answer.get());
    } catch (IllegalArgumentException e) {
      return ResponseEntity.badRequest()
          .body(new Failure("INVALID_ARGUMENT", String.valueOf(e.getMessage())));
    }
  }
}
