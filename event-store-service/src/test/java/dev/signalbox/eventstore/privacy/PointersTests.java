package dev.signalbox.eventstore.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointersTests {

  @Test
  void thoseInsideOthersAreLeftOut() {
    assertThat(Pointers.outermost("evt_1", Set.of("/a/b", "/a", "/a-b", "/a~1b", "/c/0")))
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("/a", "/a-b", "/a~1b", "/c/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "#/a", "/a~", "/a~2"})
  void areWrittenInOneWayOnly(String pointer) {
    assertThatThrownBy(() -> Pointers.outermost("evt_1", Set.of(pointer)))
        .isInstanceOf(InvalidPersonalDataException.class);
  }
}
