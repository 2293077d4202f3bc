package dev.signalbox.standalone.command;

import dev.signalbox.standalone.bench.StartupBench;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs a benchmark. All but that of the start stand here for the help; the script builds and runs
 * them, because their peers are no part of the launcher.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "bench",
    description = {
      "Runs a benchmark:",
      "  startup      second starts of the platform, and its memory",
      "  event-store  the event log beside Axon's and Emmett's on one PostgreSQL",
      "  cost         prices of answers beside those of genai-prices, to the last digit",
      "  gateway      model calls beside Portkey's gateway and nginx, before one upstream",
      "  mcp          tool calls beside the official Java SDK and mcp-proxy",
      "  routing      how often the right agent is chosen, and how fast"
    },
    footer = {
      "",
      "Only for event-store:",
      "      --seconds=S         of each measured interval (default: 5)",
      "      --warm-up=S         seconds before each of them (default: 2)",
      "      --case=NAME,...     append or append-{1,8,32}x{1,10}-{many,hot},",
      "                            read-1000, tail, replay, growth (default: all)",
      "      --subject=NAME,...  signalbox, signalbox-http, axon, emmett (default: all)",
      "      --replay-events=N   in the replayed log (default: 1000000)",
      "      --growth-events=N   in the large log (default: 10000000)",
      "",
      "Only for cost:",
      "      --data=DIR          with usage_bodies.json and genai_prices.json",
      "      --seconds=S         of each measured interval (default: 2)",
      "      --case=NAME,...     corpus, calculation (default: all)",
      "",
      "Only for gateway:",
      "      --seconds=S         of each measured interval (default: 5)",
      "      --warm-up=S         seconds before each of them (default: 2)",
      "      --case=NAME,...     one-client or one-client-{0ms,20ms}, load or",
      "                            load-{0ms,20ms}, first-token, token-gap, streams or",
      "                            streams-{64,256,1024}, memory (default: all)",
      "      --subject=NAME,...  nginx, portkey, signalbox-hop,",
      "                            signalbox-streaming, signalbox-streaming-ungoverned,",
      "                            signalbox, signalbox-ungoverned (default: all)",
      "",
      "Only for mcp:",
      "      --seconds=S         of each measured interval (default: 5)",
      "      --warm-up=S         seconds before each of them (default: 2)",
      "      --case=NAME,...     calls or calls-{1,8,32,64,256}x1 or",
      "                            calls-{8,32,64,256}x{2,4}, first-call, idle, kill",
      "                            (default: all)",
      "      --subject=NAME,...  signalbox, signalbox-http, java-sdk, mcp-proxy,",
      "                            per-call (default: all)",
      "",
      "Only for routing:",
      "      --data=DIR          with banking77, clinc150 and fewshot_index",
      "      --picture=FILE      draw accuracy over abstention there, as SVG",
      "      --seconds=S         of each measured interval (default: 10)",
      "      --case=NAME,...     banking77, clinc150, out-of-scope, unregistered,",
      "                            catalogue, decisions, refit (default: all)",
      "",
      "docs/benchmarks.md says what is measured and how."
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "startup, event-store, cost, gateway, mcp or routing")
  private String name = "";

  @Option(names = "--json", description = "End with one JSON object per result.")
  private boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How many rounds (default: ${DEFAULT-VALUE}; event-store, cost, gateway, mcp: 5).")
  private int rounds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (List.of("event-store", "cost", "gateway", "mcp", "routing").contains(name)) {
      throw LauncherException.usage(
          "run ./signalbox bench " + name + ": it is the script that builds and runs it");
    }
    if (!name.equals("startup")) {
      throw LauncherException.usage(
          "there is no benchmark named "
              + name
              + "; there are startup, event-store, cost, gateway, mcp and routing");
    }
    if (rounds < 1) {
      throw LauncherException.usage("--rounds must be at least 1: " + rounds);
    }
    new StartupBench(Home.of(System.getenv()), System.out).run(rounds, json);
    return 0;
  }
}
