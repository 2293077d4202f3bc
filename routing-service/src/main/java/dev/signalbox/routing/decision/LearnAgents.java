package dev.signalbox.routing.decision;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.embedding.Embedder;
import dev.signalbox.routing.embedding.EmbeddingModel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the choice up to date with the agents that are known and with what people have confirmed,
 * on a thread of its own; only the newest state counts.
 */
public final class LearnAgents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearnAgents.class);

  /** How long after a change another one is waited for, and how many of them. */
  private static final Duration SETTLING = Duration.ofMillis(100);

  private static final int MOST_AWAITED = 20;

  private final ChooseAgent chooseAgent;
  private final Supplier<Embedder> embedder;
  private final Supplier<List<ConfirmedExample>> confirmed;
  private final Duration interval;
  private final BlockingQueue<Collection<Agent>> newest = new ArrayBlockingQueue<>(1);
  private final Thread thread;

  /**
   * @param confirmed reads what people have confirmed
   * @param interval how often that is read
   */
  public LearnAgents(
      KnownAgents agents,
      ChooseAgent chooseAgent,
      Supplier<Embedder> embedder,
      Supplier<List<ConfirmedExample>> confirmed,
      Duration interval) {
    this.chooseAgent = chooseAgent;
    this.embedder = embedder;
    this.confirmed = confirmed;
    this.interval = interval;
    this.thread =
        Thread.ofPlatform()
            .stackSize(EmbeddingModel.STACK_SIZE)
            .daemon()
            .name("learn-agents")
            .unstarted(this::learn);
    agents.onChange(this::take);
    thread.start();
  }

  private synchronized void take(Collection<Agent> agents) {
    chooseAgent.know(agents);
    newest.clear();
    newest.add(agents);
  }

  private void learn() {
    Collection<Agent> agents = List.of();
    List<ConfirmedExample> examples = List.of();
    try {
      while (true) {
        Collection<Agent> changed =
            settled(newest.poll(interval.toMillis(), TimeUnit.MILLISECONDS));
        if (changed == null && agents.isEmpty()) {
          continue;
        }
        List<ConfirmedExample> read = read();
        boolean same = changed == null && (read == null || read.equals(examples));
        agents = changed == null ? agents : changed;
        examples = read == null ? examples : read;
        if (!same && !(agents.isEmpty() && chooseAgent.size() == 0)) {
          learn(agents, examples);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Agents often come one after the other: what comes in quick succession is learnt together. */
  private @Nullable Collection<Agent> settled(@Nullable Collection<Agent> first)
      throws InterruptedException {
    Collection<Agent> last = first;
    Collection<Agent> next = first;
    for (int more = 0; next != null && more < MOST_AWAITED; more++) {
      last = next;
      next = newest.poll(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    }
    return next == null ? last : next;
  }

  private void learn(Collection<Agent> agents, List<ConfirmedExample> examples)
      throws InterruptedException {
    long before = System.nanoTime();
    String former = chooseAgent.version();
    try {
      chooseAgent.study(agents, examples, embedder.get());
      // How agents stand changes all the time, what they are for seldom.
      if (!chooseAgent.version().equals(former)) {
        LOG.info(
            "Learnt {} agents and {} confirmed examples in {} ms, version {}",
            agents.size(),
            examples.size(),
            (System.nanoTime() - before) / 1_000_000,
            chooseAgent.version());
      }
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      LOG.error("The agents could not be learnt; the ones known before stay in use", e);
    }
  }

  /** Null when it cannot be read now: what was read before holds. */
  private @Nullable List<ConfirmedExample> read() throws InterruptedException {
    try {
      return confirmed.get();
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      LOG.warn("Confirmed examples cannot be read: {}", e.toString());
      return null;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
