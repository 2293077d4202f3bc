package dev.signalbox.registry.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.registry.agent.AgentFilter;
import dev.signalbox.registry.transfer.ExportAgents;
import dev.signalbox.registry.transfer.FileFormat;
import dev.signalbox.registry.transfer.ImportAgents;
import dev.signalbox.registry.transfer.ImportedAgent;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/agents")
class TransferController {

  private final ExportAgents export;
  private final ImportAgents imports;

  TransferController(ExportAgents export, ImportAgents imports) {
    this.export = export;
    this.imports = imports;
  }

  /**
   * What became of the agents of a file.
   *
   * @param applied whether they were brought in
   */
  record ImportView(boolean applied, List<ImportedAgent> agents) {}

  /** The definitions of the agents that are looked for, as a file. */
  @GetMapping(path = "/export")
  void export(
      @RequestParam(defaultValue = "json") String format,
      AgentQuery query,
      Caller caller,
      HttpServletResponse response)
      throws IOException {
    FileFormat chosen = format(format);
    AgentFilter filter = query.filter(caller);
    response.setContentType(chosen.mediaType());
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"agents.%s\"".formatted(format));
    export.write(filter, chosen, response.getOutputStream());
  }

  /** Brings in the agents of a file, or says what would become of them. */
  @PostMapping(
      path = "/imports",
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        MediaType.APPLICATION_YAML_VALUE,
        MediaType.TEXT_PLAIN_VALUE,
        MediaType.APPLICATION_OCTET_STREAM_VALUE
      })
  ImportView bringIn(
      @RequestParam(defaultValue = "json") String format,
      @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
      @RequestBody byte[] file,
      Caller caller) {
    FileFormat chosen = format(format);
    String text = new String(file, StandardCharsets.UTF_8);
    return dryRun
        ? new ImportView(false, imports.preview(text, chosen))
        : new ImportView(true, imports.apply(text, chosen, caller.subject()));
  }

  private static FileFormat format(String name) {
    return FileFormat.of(name)
        .orElseThrow(
            () ->
                new ProblemException(
                        CommonProblem.INVALID_REQUEST, "Say which of the two formats it is.")
                    .withError("format", "must be json or yaml"));
  }
}
