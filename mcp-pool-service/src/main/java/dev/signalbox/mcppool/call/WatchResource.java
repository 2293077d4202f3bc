package dev.signalbox.mcppool.call;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.mcppool.connection.Watch;
import dev.signalbox.mcppool.pool.LeaseHolder;
import dev.signalbox.mcppool.pool.PoolOutcome;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Has servers tell when a resource is another: over whichever connection there is, and over another
 * once that one has ended.
 */
@Component
public class WatchResource {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final ToolsOfServer servers;

  /** What came of watching over one connection. */
  private enum Followed {
    UNOFFERED,
    NOT_AT_ALL,
    FOR_A_WHILE
  }

  WatchResource(ToolsOfServer servers) {
    this.servers = servers;
  }

  /** A resource that is watched until this is closed. */
  public final class Watching implements AutoCloseable {
    private final ServerId server;
    private final String uri;
    private final LeaseHolder holder;
    private final Consumer<String> updated;
    private final Thread thread;

    private Watching(ServerId server, String uri, LeaseHolder holder, Consumer<String> updated) {
      this.server = server;
      this.uri = uri;
      this.holder = holder;
      this.updated = updated;
      this.thread = Thread.ofVirtual().name("mcp-watching").start(this::keep);
    }

    @Override
    public void close() {
      thread.interrupt();
    }

    private void keep() {
      try {
        Duration pause = FIRST_PAUSE;
        Followed last = follow(false);
        while (last != Followed.UNOFFERED) {
          pause = last == Followed.FOR_A_WHILE ? FIRST_PAUSE : doubled(pause);
          long nanos = pause.toNanos();
          Thread.sleep(
              Duration.ofNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1)));
          last = follow(true);
        }
      } catch (ProblemException gone) {
        // There is no such server any more.
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    /**
     * Over one connection, for as long as that lasts.
     *
     * @param missed whether the resource may have become another in the meantime
     */
    private Followed follow(boolean missed) throws InterruptedException, ExecutionException {
      try (Watch watch = new Watch(uri, updated)) {
        if (!(begin(watch) instanceof PoolOutcome.Used(RpcOutcome begun))) {
          return Followed.NOT_AT_ALL;
        }
        if (begun instanceof RpcOutcome.Answered) {
          if (missed) {
            updated.accept(uri);
          }
          return watch.end().get() instanceof RpcOutcome.Refused
              ? Followed.UNOFFERED
              : Followed.FOR_A_WHILE;
        }
        return begun instanceof RpcOutcome.Refused ? Followed.UNOFFERED : Followed.NOT_AT_ALL;
      } catch (DataAccessException away) {
        return Followed.NOT_AT_ALL;
      }
    }

    private PoolOutcome begin(Watch watch) {
      Target target = servers.target(server, holder, TimeLeft.of(PATIENCE));
      return target.use(connection -> connection.watch(watch, target.left().now()));
    }
  }

  /**
   * Begins.
   *
   * @param updated told which resource is another: that one, or a part of it; may not wait
   */
  public Watching watch(ServerId server, String uri, Caller caller, Consumer<String> updated) {
    return new Watching(server, uri, LeaseHolder.of(caller), updated);
  }

  private static Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
