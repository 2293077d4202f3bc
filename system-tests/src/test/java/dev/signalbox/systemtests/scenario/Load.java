package dev.signalbox.systemtests.scenario;

import dev.signalbox.systemtests.scenario.GovernedModel.Answer;
import dev.signalbox.systemtests.scenario.GovernedModel.Manner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask one replica after the other, in one manner after the other. */
final class Load implements AutoCloseable {
  private static final Manner[] MANNERS = Manner.values();

  private final GovernedModel model;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<List<Answer>>> running = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  private Load(GovernedModel model) {
    this.model = model;
  }

  /** So many requests side by side. */
  static Load atOnce(GovernedModel model, int requests) {
    Load load = new Load(model);
    for (int number = 0; number < requests; number++) {
      load.running.add(load.clients.submit(() -> List.of(load.ask())));
    }
    return load;
  }

  /** So many clients that go on asking until they are told to stop, also when a replica dies. */
  static Load of(GovernedModel model, int clients) {
    Load load = new Load(model);
    for (int number = 0; number < clients; number++) {
      load.running.add(load.clients.submit(load::askOn));
    }
    return load;
  }

  private List<Answer> askOn() {
    List<Answer> answers = new ArrayList<>();
    while (stop.getCount() > 0) {
      try {
        answers.add(ask());
      } catch (IOException e) {
        // The replica has died; the next one is asked.
      }
    }
    return answers;
  }

  private Answer ask() throws IOException {
    int number = asked.getAndIncrement();
    Manner manner = MANNERS[number / StreamingReplicas.COUNT % MANNERS.length];
    Answer answer = model.ask(number % StreamingReplicas.COUNT, manner);
    answered.incrementAndGet();
    return answer;
  }

  int answered() {
    return answered.get();
  }

  boolean over() {
    return running.stream().allMatch(Future::isDone);
  }

  /** What came of it, once everything that is under way has been answered. */
  List<Answer> answers() throws InterruptedException, ExecutionException {
    stop.countDown();
    List<Answer> answers = new ArrayList<>();
    for (Future<List<Answer>> each : running) {
      answers.addAll(each.get());
    }
    return answers;
  }

  @Override
  public void close() {
    stop.countDown();
    clients.shutdownNow();
  }
}
