package dev.signalbox.eventstore.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.event.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTopicTests {

  @Test
  void takesWhatHasThePrefix() {
    assertThat(ReplayTopic.of("signalbox.replay.mine", "signalbox.replay."))
        .contains(new ReplayTopic("signalbox.replay.mine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"signalbox.replay.", "signalbox.replay.a b", "other", ""})
  void refusesEverythingElse(String name) {
    assertThat(ReplayTopic.of(name, "signalbox.replay.")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("platformTopics")
  void refusesThePlatformsTopicsWhateverThePrefix(String name) {
    assertThat(ReplayTopic.of(name, "signalbox.")).isEmpty();
    assertThat(ReplayTopic.of(Topics.deadLettersOf(name), "signalbox.")).isEmpty();
  }

  static Iterable<String> platformTopics() {
    return Topics.all();
  }
}
