package dev.signalbox.standalone.command;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.probe.Resident;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.supervise.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says how every part is. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "status",
    description = "Says how every part is. Exit code 0 if all are ready, otherwise 1.")
final class StatusCommand implements Callable<Integer> {
  private static final double MIB = 1024.0 * 1024.0;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Home home = Home.of(System.getenv());
    Optional<Snapshot> snapshot = new Running(home).snapshot();
    if (json) {
      System.out.println(json(home, snapshot.orElse(null)));
    } else if (snapshot.isEmpty()) {
      System.out.println("Signalbox is not running. Start it with ./signalbox up");
    } else {
      print(home, snapshot.get());
    }
    return snapshot.filter(Snapshot::allReady).isPresent() ? 0 : 1;
  }

  private static void print(Home home, Snapshot snapshot) {
    String row = "%-23s %-13s %7s %6s %9s %8s %9s  %s%n";
    System.out.printf(row, "PART", "STATE", "PID", "PORT", "UPTIME", "RESTARTS", "RSS MiB", "");
    Resident total = Resident.of(snapshot.pid());
    for (Snapshot.Part part : snapshot.parts()) {
      Resident resident = part.pid() > 0 ? Resident.ofTree(part.pid()) : Resident.NONE;
      total = total.plus(resident);
      System.out.printf(
          row,
          part.name(),
          part.state(),
          part.pid() > 0 ? Long.toString(part.pid()) : "-",
          part.port(),
          uptime(part.started()),
          part.restarts(),
          mib(resident.rss()),
          part.restarts() > 0 ? part.detail() + " log: " + home.log(part.name()) : part.detail());
    }
    System.out.printf(
        "%ntotal: RSS %s MiB, PSS %s MiB (shared pages counted once), with the supervisor (pid %d)%n",
        mib(total.rss()), mib(total.pss()), snapshot.pid());
    if (!snapshot.doing().isEmpty()) {
      System.out.println("now: " + snapshot.doing());
    }
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / MIB);
  }

  private static String uptime(@Nullable Instant started) {
    if (started == null) {
      return "-";
    }
    Duration up = Duration.between(started, Instant.now());
    return up.toHours() > 0
        ? up.toHours() + "h " + up.toMinutesPart() + "m"
        : up.toMinutesPart() + "m " + up.toSecondsPart() + "s";
  }

  private static String json(Home home, @Nullable Snapshot snapshot) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("running", snapshot != null);
    root.put("ready", snapshot != null && snapshot.allReady());
    root.put("home", home.root().toString());
    ArrayNode parts = root.putArray("parts");
    if (snapshot == null) {
      return root.toPrettyString();
    }
    root.put("phase", snapshot.phase().name().toLowerCase(Locale.ROOT));
    root.put("doing", snapshot.doing());
    root.put("supervisor_pid", snapshot.pid());
    Resident total = Resident.of(snapshot.pid());
    for (Snapshot.Part part : snapshot.parts()) {
      Resident resident = part.pid() > 0 ? Resident.ofTree(part.pid()) : Resident.NONE;
      total = total.plus(resident);
      Instant started = part.started();
      ObjectNode node = parts.addObject();
      node.put("name", part.name());
      node.put("state", part.state());
      node.put("detail", part.detail());
      node.put("pid", part.pid());
      node.put("port", part.port());
      node.put(
          "uptime_seconds",
          started == null ? 0 : Duration.between(started, Instant.now()).toSeconds());
      node.put("restarts", part.restarts());
      node.put("rss_bytes", resident.rss());
      node.put("pss_bytes", resident.pss());
      node.put("log", home.log(part.name()).toString());
    }
    root.put("rss_bytes", total.rss());
    root.put("pss_bytes", total.pss());
    return root.toPrettyString();
  }
}
