package dev.signalbox.simulator;

import dev.signalbox.simulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests for a model, whole; with a capacity of 0 none. */
final class RequestLog {

  private final int capacity;
  private final Deque<RecordedRequest> requests = new ArrayDeque<>();

  RequestLog(int capacity) {
    this.capacity = capacity;
  }

  void record(Request request) {
    if (capacity == 0) {
      return;
    }
    RecordedRequest copy =
        new RecordedRequest(
            request.method(),
            request.target(),
            request.headers(),
            new String(request.body(), StandardCharsets.UTF_8));
    synchronized (requests) {
      requests.addLast(copy);
      if (requests.size() > capacity) {
        requests.removeFirst();
      }
    }
  }

  /** Oldest first. */
  List<RecordedRequest> all() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  void clear() {
    synchronized (requests) {
      requests.clear();
    }
  }
}
