package dev.signalbox.registry.transfer;

import dev.signalbox.registry.agent.AgentDocument;
import dev.signalbox.registry.agent.AgentFilter;
import dev.signalbox.registry.agent.Agents;
import dev.signalbox.registry.agent.RegisteredAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes agents into a file that can be brought in again, a few at a time. */
@Service
public class ExportAgents {

  private static final int AT_A_TIME = 50;
  private static final byte[] JSON_START = bytes("{\n\"version\": 1,\n\"agents\": ");
  private static final byte[] JSON_END = bytes("\n}\n");
  private static final byte[] YAML_START = bytes("version: 1\nagents:\n");
  private static final byte[] YAML_NONE = bytes("  []\n");

  private final Agents agents;
  private final JsonMapper json;

  ExportAgents(Agents agents, JsonMapper json) {
    this.agents = agents;
    this.json = json;
  }

  /** Writes the definitions of those that are looked for, in the order of their ids. */
  public void write(AgentFilter filter, FileFormat format, OutputStream file) throws IOException {
    switch (format) {
      case JSON -> writeJson(filter, file);
      case YAML -> writeYaml(filter, file);
    }
  }

  private void writeJson(AgentFilter filter, OutputStream file) throws IOException {
    file.write(JSON_START);
    try (SequenceWriter list =
        json.writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .without(closing())
            .writeValuesAsArray(file)) {
      eachOf(filter, list::write);
    }
    file.write(JSON_END);
  }

  private static StreamWriteFeature closing() {
    return StreamWriteFeature.AUTO_CLOSE_TARGET;
  }

  private void writeYaml(AgentFilter filter, OutputStream file) throws IOException {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    Yaml yaml = new Yaml(options);
    file.write(YAML_START);
    boolean any =
        eachOf(
            filter,
            document ->
                file.write(bytes(yaml.dump(List.of(json.convertValue(document, Map.class))))));
    if (!any) {
      file.write(YAML_NONE);
    }
  }

  private boolean eachOf(AgentFilter filter, Writing writing) throws IOException {
    String after = null;
    List<RegisteredAgent> page;
    do {
      page = agents.page(filter, after, AT_A_TIME);
      for (RegisteredAgent agent : page) {
        writing.write(AgentDocument.of(agent.definition()));
        after = agent.agentId();
      }
    } while (page.size() == AT_A_TIME);
    return after != null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @FunctionalInterface
  private interface Writing {
    void write(AgentDocument document) throws IOException;
  }
}
