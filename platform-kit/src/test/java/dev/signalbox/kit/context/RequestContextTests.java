package dev.signalbox.kit.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestContextTests {
  private final RequestContext outer = new RequestContext("req_1", new Deadline(Instant.EPOCH));
  private final RequestContext inner = new RequestContext("req_2", new Deadline(Instant.EPOCH));

  @Test
  void aContextIsBoundWhileItsWorkRuns() throws Exception {
    assertThat(RequestContext.current()).isNull();

    RequestContext seen =
        outer.call(
            () -> {
              inner.run(() -> assertThat(RequestContext.current()).isEqualTo(inner));
              return RequestContext.current();
            });

    assertThat(seen).isEqualTo(outer);
    assertThat(RequestContext.current()).isNull();
  }

  @Test
  void carriedWorkKeepsTheContextOnAnotherThread() throws Exception {
    CompletableFuture<@Nullable RequestContext> seen = new CompletableFuture<>();
    Callable<Runnable> capture =
        () -> Carried.runnable(() -> seen.complete(RequestContext.current()));
    Runnable carried = outer.call(capture);

    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      other.submit(carried).get();
    }

    assertThat(seen.get()).isEqualTo(outer);
  }
}
