package dev.signalbox.mcppool.helpscout;

import java.time.Duration;

/** Lets time pass. */
interface Pause {
  void take(Duration time) throws InterruptedException;
}
