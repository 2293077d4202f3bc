package dev.signalbox.registry.transfer;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.FieldProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.registry.agent.AgentDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of agents: {@code {"agents": [...]}}, or the list alone. */
@Component
class ReadAgentFile {

  static final int MOST_AGENTS = 1_000;
  private static final int MOST_ALIASES = 50;
  private static final int MOST_NESTED = 50;

  private final JsonMapper json;

  ReadAgentFile(JsonMapper json) {
    this.json = json;
  }

  /**
   * What is in the file.
   *
   * @throws ProblemException {@code malformed_json} or {@code invalid_request} if it is no such
   *     file as a whole
   */
  List<FileEntry> read(String text, FileFormat format) {
    JsonNode file =
        switch (format) {
          case JSON -> tree(text);
          case YAML -> yamlTree(text);
        };
    JsonNode agents = file.isObject() ? file.path("agents") : file;
    if (!agents.isArray()) {
      throw invalid("agents", "must be a list of agents");
    }
    if (agents.size() > MOST_AGENTS) {
      throw invalid("agents", "must be at most %,d, are %,d".formatted(MOST_AGENTS, agents.size()));
    }
    List<FileEntry> entries = new ArrayList<>(agents.size());
    for (int index = 0; index < agents.size(); index++) {
      entries.add(entry(agents.get(index), index));
    }
    return entries;
  }

  private FileEntry entry(JsonNode agent, int index) {
    String called = agent.path("agent_id").asString("agents[%d]".formatted(index));
    if (!agent.isObject()) {
      return new FileEntry.NotUnderstood(called, new FieldProblem("", "must be an object"));
    }
    try {
      return new FileEntry.Understood(json.treeToValue(agent, AgentDocument.class));
    } catch (JacksonException e) {
      return new FileEntry.NotUnderstood(
          called, new FieldProblem(path(e), "is not known or not of the right type"));
    }
  }

  private static String path(JacksonException e) {
    return e.getPath().stream()
        .map(ReadAgentFile::step)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String step(Reference reference) {
    return reference.getPropertyName() == null
        ? "[%d]".formatted(reference.getIndex())
        : '.' + reference.getPropertyName();
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JacksonException e) {
      throw new ProblemException(
          CommonProblem.MALFORMED_JSON,
          "The file is no well-formed JSON. Nothing was imported.",
          e);
    }
  }

  private JsonNode yamlTree(String text) {
    LoaderOptions options = new LoaderOptions();
    // Aliases unfold to more than the file is long.
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setNestingDepthLimit(MOST_NESTED);
    options.setCodePointLimit(text.length() + 1);
    options.setAllowRecursiveKeys(false);
    try {
      Object loaded = new Yaml(new SafeConstructor(options)).load(text);
      return json.valueToTree(loaded);
    } catch (YAMLException | JacksonException | StackOverflowError e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "The file is no well-formed YAML, or refers to itself. Nothing was imported.",
          e);
    }
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(
            CommonProblem.INVALID_REQUEST, "%s %s. Nothing was imported.".formatted(field, message))
        .withError(field, message);
  }
}
