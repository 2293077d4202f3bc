package dev.signalbox.cost.web;

import dev.signalbox.cost.price.ImportFormat;
import dev.signalbox.cost.price.ImportPrices;
import dev.signalbox.cost.price.ImportPrices.Preview;
import dev.signalbox.cost.price.InvalidPriceException;
import dev.signalbox.cost.price.PriceImport;
import dev.signalbox.cost.price.Prices;
import dev.signalbox.cost.price.StaleImportException;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

@RestController
class PriceImportController {

  private static final String PATH = "/api/v1/prices/imports";
  private static final int MOST = 1_000;
  private static final int USUAL = 100;
  private static final String FORMATS =
      Arrays.stream(ImportFormat.values())
          .map(ImportFormat::wireName)
          .collect(Collectors.joining(", "));

  private final ImportPrices imports;
  private final Prices prices;

  PriceImportController(ImportPrices imports, Prices prices) {
    this.imports = imports;
    this.prices = prices;
  }

  /** Reads a price file and shows what it would change. Nothing is in force by that. */
  @PostMapping(
      path = PATH,
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.TEXT_PLAIN_VALUE,
        MediaType.APPLICATION_OCTET_STREAM_VALUE
      })
  ResponseEntity<PriceImportView> preview(
      @RequestParam @Nullable String format,
      @RequestParam(defaultValue = "100") int limit,
      InputStream file,
      Caller caller) {
    ImportFormat known =
        ImportFormat.ofWireName(format == null ? "" : format)
            .orElseThrow(() -> Invalid.field("format", "must be one of " + FORMATS));
    checkLimit(limit);
    try {
      Preview preview = imports.preview(known, file, caller.subject());
      return ResponseEntity.created(URI.create(PATH + "/" + preview.made().importId()))
          .body(PriceImportView.of(preview, 0, limit));
    } catch (InvalidPriceException invalid) {
      throw invalid(invalid);
    } catch (JacksonException malformed) {
      throw malformed(malformed);
    }
  }

  /**
   * The same for clients that call every body a form, such as curl. What says the format is read
   * from the address alone, or the server would take the file for a form's fields.
   */
  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<PriceImportView> previewForm(HttpServletRequest request, Caller caller)
      throws IOException {
    MultiValueMap<String, String> query =
        UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams();
    return preview(query.getFirst("format"), USUAL, request.getInputStream(), caller);
  }

  private static ProblemException invalid(InvalidPriceException invalid) {
    String field = invalid.field().isEmpty() ? "the file" : invalid.field();
    return new ProblemException(
            CostProblem.INVALID_PRICES, field + " " + invalid.rule() + ". Nothing was imported")
        .withError(field, invalid.rule());
  }

  private static ProblemException malformed(JacksonException malformed) {
    @Nullable TokenStreamLocation place = malformed.getLocation();
    String where =
        place == null || place.getLineNr() < 1
            ? ""
            : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
    return new ProblemException(
        CommonProblem.MALFORMED_JSON,
        "The file is no well-formed JSON, or it is cut off%s. Nothing was imported"
            .formatted(where),
        malformed);
  }

  /** A file that was read, with what it would change now. */
  @GetMapping(PATH + "/{import_id}")
  PriceImportView show(
      @PathVariable("import_id") String importId,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam @Nullable Integer cursor) {
    checkLimit(limit);
    if (cursor != null && cursor < 0) {
      throw Invalid.field("cursor", "must be the next_cursor of an earlier answer");
    }
    return imports
        .find(importId)
        .map(preview -> PriceImportView.of(preview, cursor == null ? 0 : cursor, limit))
        .orElseThrow(PriceImportController::unknown);
  }

  /** Puts the file into force, all of it or nothing. */
  @PostMapping(PATH + "/{import_id}/apply")
  AppliedView apply(@PathVariable("import_id") String importId, Caller caller) {
    try {
      PriceImport applied =
          imports.apply(importId, caller.subject()).orElseThrow(PriceImportController::unknown);
      prices.refresh();
      return new AppliedView(
          applied.importId(), applied.appliedVersion() == null ? 0 : applied.appliedVersion());
    } catch (StaleImportException stale) {
      throw new ProblemException(
          CostProblem.STALE_PRICE_IMPORT,
          "Other prices of this format came into force after this import was compared with them."
              + " Import the file again to see what it changes now.",
          stale);
    }
  }

  private static void checkLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        CostProblem.UNKNOWN_PRICE_IMPORT,
        "There is no import of this id, or it was forgotten because it was not applied.");
  }

  record AppliedView(String importId, int priceVersion) {}
}
