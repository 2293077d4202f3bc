package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EmbedAheadTests {

  private final Queue<String> embedded = new ConcurrentLinkedQueue<>();
  private final RunTimes.Measured measured = new RunTimes(new SimpleMeterRegistry()).begin();

  private float[] embed(String text) {
    embedded.add(text);
    return new float[] {text.length()};
  }

  @Test
  void beginsBeforeItIsAskedAndDoesItOnce() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    EmbedAhead ahead =
        new EmbedAhead(
            text -> {
              begun.countDown();
              return embed(text);
            });

    EmbedAhead.Begun message = ahead.begin("four", measured);
    begun.await();

    assertThat(message.during(() -> ahead.embed("four"))).containsExactly(4);
    assertThat(embedded).containsExactly("four");
  }

  @Test
  void embedsOtherTextsAsTheyCome() {
    EmbedAhead ahead = new EmbedAhead(this::embed);

    assertThat(ahead.embed("other")).containsExactly(5);
    assertThat(ahead.begin("four", measured).during(() -> ahead.embed("other"))).containsExactly(5);
  }

  @Test
  void triesAgainWhatFoundNoPlace() {
    EmbedAhead ahead =
        new EmbedAhead(
            text -> {
              if (embedded.size() < 2) {
                embed(text);
                throw new IllegalStateException("All are taken");
              }
              return embed(text);
            });

    EmbedAhead.Begun first = ahead.begin("four", measured);

    assertThatThrownBy(() -> first.during(() -> ahead.embed("four")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(first.during(() -> ahead.embed("four"))).containsExactly(4);
  }
}
