package dev.signalbox.mcppool.pool;

import java.util.Collection;
import java.util.List;

/** Closes many things at once, each of which may take its time, and waits for them. */
final class Closing {
  private Closing() {}

  static void all(Collection<Member> members) {
    allOf(members.stream().<Runnable>map(member -> member::close).toList());
  }

  static void allOf(Collection<Runnable> closings) {
    List<Thread> threads = closings.stream().map(Thread::startVirtualThread).toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
