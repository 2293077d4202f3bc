package dev.signalbox.mcppool.process;

/** What it took to end a tree of processes. */
public enum StopOutcome {
  /** It ended by itself when its input ended. */
  ENDED,
  /** It took SIGTERM. */
  TERMINATED,
  /** It took SIGKILL. */
  KILLED,
  /** A process outlived SIGKILL; the kernel holds it. */
  SURVIVED
}
