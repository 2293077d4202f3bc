package dev.signalbox.streaming.socket;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What runs on one connection, each in a thread of its own. */
final class SocketStreams {

  private final SocketLink link;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final AtomicInteger threads = new AtomicInteger();
  private volatile @Nullable CloseReason windingUp;
  private volatile boolean gone;

  private record Running(SocketAnswer answer, Credit credit) {}

  SocketStreams(SocketLink link) {
    this.link = link;
  }

  boolean contains(String id) {
    return running.containsKey(id);
  }

  int size() {
    return running.size();
  }

  /** Runs until the work is done; under the id it is known until it has {@link #ended}. */
  void run(String id, SocketAnswer answer, Credit credit, Runnable work) {
    Running stream = new Running(answer, credit);
    running.put(id, stream);
    threads.incrementAndGet();
    if (gone) {
      answer.stop(SocketProblem.CLIENT_GONE.error());
    }
    Thread.ofVirtual()
        .name("socket-stream")
        .start(
            () -> {
              try {
                work.run();
              } finally {
                running.remove(id, stream);
                threads.decrementAndGet();
                closeIfWoundUp();
              }
            });
  }

  /** The id is free again. */
  void ended(String id) {
    running.remove(id);
  }

  /** Lets more of a stream be sent; what is not there any more needs none. */
  void grant(String id, long bytes) {
    Running stream = running.get(id);
    if (stream != null) {
      stream.credit().add(bytes);
    }
  }

  void stop(String id, ProtocolError reason) {
    Running stream = running.get(id);
    if (stream != null) {
      stream.answer().stop(reason);
    }
  }

  /** The connection has gone. */
  void stopAll(ProtocolError reason) {
    gone = true;
    running.values().forEach(stream -> stream.answer().stop(reason));
  }

  boolean idle() {
    return threads.get() == 0;
  }

  boolean windingUp() {
    return windingUp != null;
  }

  /** Closes the connection as soon as nothing runs. */
  void windUp(CloseReason reason) {
    if (windingUp == null) {
      windingUp = reason;
    }
    closeIfWoundUp();
  }

  private void closeIfWoundUp() {
    CloseReason reason = windingUp;
    if (reason != null && idle()) {
      link.close(reason);
    }
  }
}
