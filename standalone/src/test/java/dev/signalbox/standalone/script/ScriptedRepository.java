package dev.signalbox.standalone.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A repository with the real script, fake sources, a fake JDK that says what it was called with,
 * and a fake Maven that makes the jars it is asked for.
 */
final class ScriptedRepository {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "env",
          "find",
          "head",
          "dirname",
          "readlink",
          "sed",
          "mkdir",
          "cat",
          "grep",
          "tee",
          "touch",
          "mktemp",
          "rm",
          "awk",
          "tput",
          "setsid");

  private static final String JAVA =
      """
      #!/usr/bin/env bash
      printf 'java of %s\\n' "$0"
      printf 'repository=%s\\nhome=%s\\n' "$SIGNALBOX_REPOSITORY" "$SIGNALBOX_HOME"
      printf 'word=%s\\n' "$@"
      """;

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      printf '%s with %s\\n' "$*" "$JAVA_HOME" >>"$MAVEN_CALLS"
      while [[ $# -gt 0 ]]; do
        if [[ $1 == verify ]]; then
          mkdir -p cost-service/target/surefire-reports cost-service/target/failsafe-reports
          report='<testsuite name="x" time="1" tests="%d" errors="0" skipped="0" failures="1">\\n'
          printf "$report" 7 >cost-service/target/surefire-reports/TEST-a.xml
          printf "$report" 5 >cost-service/target/failsafe-reports/TEST-b.xml
          exit "${MAVEN_EXIT:-0}"
        fi
        if [[ $1 == -pl ]]; then
          IFS=, read -r -a modules <<<"$2"
          for module in "${modules[@]}"; do
            printf '[INFO] Building %s 0.1.0-SNAPSHOT [1/1]\\n' "$module"
            mkdir -p "$module/target"
            printf x >"$module/target/$module-0.1.0-SNAPSHOT-exec.jar"
            printf x >"$module/target/$module-0.1.0-SNAPSHOT.jar"
          done
        fi
        shift
      done
      exit "${MAVEN_EXIT:-0}"
      """;

  private final Path folder;
  private final Path root;
  private final Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  ScriptedRepository(Path folder) throws IOException {
    this.folder = folder;
    this.root = Files.createDirectories(folder.resolve("a repository"));
    this.tools = Files.createDirectories(folder.resolve("tools"));
    Files.copy(Path.of("..", "signalbox"), root.resolve("signalbox"));
    executable(root.resolve("signalbox"));
    for (String tool : TOOLS) {
      provide(tool);
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String module :
        List.of(
            "platform-kit",
            "standalone",
            "provider-simulator",
            "gateway-service",
            "agent-registry-service",
            "routing-service",
            "streaming-service",
            "cost-service",
            "mcp-pool-service",
            "event-store-service")) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(root.resolve(module).resolve("src/main/java/A.java"), "class A {}");
    }
    environment.put("PATH", tools.toString());
    environment.put("HOME", folder.toString());
    environment.put("SIGNALBOX_JDK_FOLDERS", "");
    environment.put("MAVEN_CALLS", folder.resolve("maven-calls").toString());
  }

  private void provide(String tool) throws IOException {
    for (String place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
      Path found = Path.of(place, tool);
      if (Files.exists(found)) {
        Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
        executable(tools.resolve(tool));
        return;
      }
    }
  }

  ScriptedRepository with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** A folder that looks like a JDK of this version. */
  Path jdk(String place, String version) throws IOException {
    Path jdk = folder.resolve(place);
    Files.createDirectories(jdk.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      Files.writeString(jdk.resolve("bin").resolve(program), JAVA);
      executable(jdk.resolve("bin").resolve(program));
    }
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  ScriptedRepository withJdk() throws IOException {
    return with("JAVA_HOME", jdk("jdk 25", "25.0.3").toString());
  }

  ScriptedRepository withMaven() throws IOException {
    Files.writeString(tools.resolve("mvn"), MAVEN);
    executable(tools.resolve("mvn"));
    return this;
  }

  Path root() {
    return root;
  }

  Path tools() {
    return tools;
  }

  /** What Maven was called with so far. */
  List<String> mavenCalls() throws IOException {
    Path calls = folder.resolve("maven-calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Outcome run(String... words) throws IOException, InterruptedException {
    return runAs(root.resolve("signalbox"), folder, words);
  }

  /** Runs the script under another name, from another folder. */
  Outcome runAs(Path script, Path workingFolder, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    Path output = Files.createTempFile(folder, "output", "");
    Path errors = Files.createTempFile(folder, "errors", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingFolder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  record Outcome(int exit, String output, String errors) {}
}
