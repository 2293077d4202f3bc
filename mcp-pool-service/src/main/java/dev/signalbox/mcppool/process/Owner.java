package dev.signalbox.mcppool.process;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that answers for others. Its mark is in the environment of every process it starts
 * and of whatever those start, so that they are found however often they fork.
 *
 * @param instance tells owners apart that live in one process one after the other
 */
record Owner(long pid, long startTicks, String instance) {
  static final String VARIABLE = "SIGNALBOX_MCP_OWNER";
  private static final Pattern MARK =
      Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.([0-9a-f-]{36})(/.*)?");

  static Owner thisProcess() {
    long pid = ProcessHandle.current().pid();
    long startTicks = ProcessTable.find(pid).map(ProcessTable.Entry::startTicks).orElse(0L);
    return new Owner(pid, startTicks, UUID.randomUUID().toString());
  }

  static Optional<Owner> parse(String mark) {
    Matcher matcher = MARK.matcher(mark);
    return matcher.matches()
        ? Optional.of(
            new Owner(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3)))
        : Optional.empty();
  }

  String mark() {
    return pid + "." + startTicks + "." + instance;
  }

  boolean lives() {
    return ProcessTable.find(pid).filter(entry -> entry.startTicks() == startTicks).isPresent();
  }
}
