package dev.signalbox.mcppool.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.importing.ImportServers;
import dev.signalbox.mcppool.importing.ImportedServer;
import dev.signalbox.mcppool.server.NewServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Imports an editor's file; shows what would become of it unless it is to be applied. */
@RestController
class ImportController {
  private final ImportServers imports;

  ImportController(ImportServers imports) {
    this.imports = imports;
  }

  @PostMapping("/api/v1/mcp/servers/imports")
  ImportView importFile(@RequestBody ImportForm form, Caller caller) {
    if (form.document() == null) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The import is not valid")
          .withError("document", "is required");
    }
    ImportServers.Wish wish =
        new ImportServers.Wish(
            form.document(),
            SecretForm.read("inputs", form.inputs()),
            form.servers() == null ? null : Set.copyOf(form.servers()));
    boolean apply = Boolean.TRUE.equals(form.apply());
    List<ImportedServer> fates =
        apply ? imports.apply(wish, caller.subject()) : imports.preview(wish);
    return new ImportView(
        apply, fates.stream().map(fate -> ImportedView.of(fate, caller)).toList());
  }

  /**
   * What to import.
   *
   * @param document the file: its object, or its text
   * @param inputs what its variables stand for: texts, or {@code {"secret": name}}
   * @param servers the names of those wanted; all that are not disabled by default
   * @param apply whether to register them; by default it is only said what would become of them
   */
  record ImportForm(
      @Nullable JsonNode document,
      @Nullable Map<String, JsonNode> inputs,
      @Nullable List<String> servers,
      @Nullable Boolean apply) {}

  /** What becomes of the file. */
  record ImportView(boolean applied, List<ImportedView> data) {}

  /**
   * What becomes of one server.
   *
   * @param status {@code ready}, {@code refused}, {@code skipped} or {@code registered}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ImportedView(
      String name,
      String status,
      @Nullable String id,
      ServerView.@Nullable TransportView transport,
      List<String> ignored,
      List<FieldProblem> problems) {
    static ImportedView of(ImportedServer fate, Caller caller) {
      NewServer server = fate.server();
      return new ImportedView(
          fate.name(),
          fate.fate().name().toLowerCase(Locale.ROOT),
          server == null ? null : server.id().value(),
          server == null ? null : ServerView.transport(server.transport(), caller),
          fate.ignored(),
          fate.problems());
    }
  }
}
