package dev.signalbox.mcppool.importing;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.mcppool.importing.ImportedServer.Fate;
import dev.signalbox.mcppool.problem.McpProblem;
import dev.signalbox.mcppool.server.NewServer;
import dev.signalbox.mcppool.server.PoolSettings;
import dev.signalbox.mcppool.server.RegisterServer;
import dev.signalbox.mcppool.server.SecretValue;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Servers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Registers the servers of an editor's file, all or none. */
@Component
public class ImportServers {
  private final Servers servers;
  private final RegisterServer register;

  /**
   * What to import.
   *
   * @param document the file's object, or its text
   * @param inputs what the file's variables stand for
   * @param only the names of the servers wanted; null: all
   */
  public record Wish(
      JsonNode document, Map<String, SecretValue> inputs, @Nullable Set<String> only) {}

  ImportServers(Servers servers, RegisterServer register) {
    this.servers = servers;
    this.register = register;
  }

  /**
   * What would become of each server.
   *
   * @throws ProblemException if it is no such file
   */
  public List<ImportedServer> preview(Wish wish) {
    EditorFile file = EditorFile.read(wish.document());
    Set<String> only = wish.only();
    if (only != null && !file.servers().keySet().containsAll(only)) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The import is not valid")
          .withError("servers", "names servers of the file");
    }
    Variables variables = new Variables(file.inputs(), wish.inputs());
    Set<String> taken = new HashSet<>();
    servers.versions().keySet().forEach(id -> taken.add(id.value()));
    int room = register.room();
    List<ImportedServer> fates = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : file.servers().entrySet()) {
      Candidate candidate = EntryReader.read(entry.getValue(), variables);
      boolean wanted = only == null ? !candidate.disabled() : only.contains(entry.getKey());
      ImportedServer fate =
          wanted
              ? fate(entry.getKey(), candidate, taken, room)
              : new ImportedServer(
                  entry.getKey(), Fate.SKIPPED, null, candidate.ignored(), List.of());
      if (fate.fate() == Fate.READY) {
        room--;
      }
      fates.add(fate);
    }
    return fates;
  }

  /**
   * Registers every server that is wanted.
   *
   * @param by who wants it
   * @throws ProblemException if one of them cannot be registered; none is then
   */
  public List<ImportedServer> apply(Wish wish, String by) {
    List<ImportedServer> fates = preview(wish);
    ProblemException refusal =
        new ProblemException(
            McpProblem.IMPORT_REFUSED,
            "Nothing was registered: mend what the errors name, or leave these servers out with"
                + " \"servers\"");
    fates.stream()
        .filter(fate -> fate.fate() == Fate.REFUSED)
        .forEach(fate -> fate.problems().forEach(problem -> add(refusal, fate, problem)));
    if (!refusal.errors().isEmpty()) {
      throw refusal;
    }
    register.registerAll(fates.stream().flatMap(ImportServers::ready).toList(), by);
    return fates.stream().map(ImportedServer::registered).toList();
  }

  private ImportedServer fate(String name, Candidate candidate, Set<String> taken, int room) {
    List<FieldProblem> problems = new ArrayList<>(candidate.problems());
    Optional<ServerId> id = id(name);
    if (id.isEmpty()) {
      problems.add(new FieldProblem("", "has a name of which no letter or digit can be kept"));
    } else if (!taken.add(id.get().value())) {
      problems.add(
          new FieldProblem("", "would be called \"%s\", which is taken".formatted(id.get())));
    }
    if (room == 0) {
      problems.add(new FieldProblem("", "is one more than signalbox.mcp.max-servers allows"));
    }
    if (id.isPresent() && candidate.transport() != null && problems.isEmpty()) {
      try {
        NewServer server =
            register.checked(
                new NewServer(id.get(), null, candidate.transport(), PoolSettings.DEFAULT));
        return new ImportedServer(name, Fate.READY, server, candidate.ignored(), List.of());
      } catch (ProblemException refusal) {
        problems.addAll(problems(refusal));
      }
    }
    return new ImportedServer(name, Fate.REFUSED, null, candidate.ignored(), problems);
  }

  private static List<FieldProblem> problems(ProblemException refusal) {
    return refusal.errors().isEmpty()
        ? List.of(new FieldProblem("", refusal.detail()))
        : refusal.errors().stream()
            .map(
                error ->
                    new FieldProblem(
                        error.field().replaceFirst("^transport\\.", ""), error.message()))
            .toList();
  }

  private static void add(ProblemException refusal, ImportedServer fate, FieldProblem problem) {
    ProblemException unused =
        refusal.withError(
            "document." + fate.name() + (problem.field().isEmpty() ? "" : "." + problem.field()),
            problem.message());
  }

  private static Stream<NewServer> ready(ImportedServer fate) {
    return fate.fate() == Fate.READY ? Stream.ofNullable(fate.server()) : Stream.empty();
  }

  private static Optional<ServerId> id(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_]+", "-")
            .replaceAll("[-_]{2,}", "-")
            .replaceAll("^[-_]+|[-_]+$", "");
    return ServerId.isValid(slug) ? Optional.of(new ServerId(slug)) : Optional.empty();
  }
}
