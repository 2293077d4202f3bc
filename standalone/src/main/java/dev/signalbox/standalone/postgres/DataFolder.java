package dev.signalbox.standalone.postgres;

import dev.signalbox.standalone.platform.Folders;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The server's data. */
record DataFolder(Path folder, RunAs runAs, Map<String, String> environment) {

  /** Into a folder beside, renamed when it is whole: an interrupted start leaves no half. */
  void make(String initdb, String password) throws IOException, InterruptedException {
    Path fresh = folder.resolveSibling("data.new");
    Folders.delete(fresh);
    Files.createDirectories(fresh);
    runAs.own(fresh);
    Path passwordFile = folder.resolveSibling("password.new");
    Files.writeString(passwordFile, password + "\n");
    List<String> command = new ArrayList<>(runAs.prefix());
    command.addAll(
        List.of(
            initdb,
            "--pgdata=" + fresh,
            "--username=" + Schemas.SUPERUSER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    Files.delete(passwordFile);
    if (exit != 0) {
      throw LauncherException.failed("initdb failed: " + output.strip());
    }
    Files.move(fresh, folder);
  }

  /** Data of another major version cannot be read. */
  void requireVersionOf(Path binaries) throws IOException {
    String version = Files.readString(folder.resolve("PG_VERSION")).strip();
    if (!binaries.getFileName().toString().contains("-" + version + ".")) {
      throw LauncherException.failed(
          folder + " was made by PostgreSQL " + version + ", this is " + binaries.getFileName());
    }
  }
}
