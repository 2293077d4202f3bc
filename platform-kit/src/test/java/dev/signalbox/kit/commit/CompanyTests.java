package dev.signalbox.kit.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CompanyTests {

  private static final long BEGAN = Long.MAX_VALUE - 100;
  private static final long ENDED = Long.MIN_VALUE + 299;

  private final Company company =
      new Company(new GroupCommitSettings(2, 12, 64, 2_000, Duration.ofSeconds(5)));

  @Test
  void neverLetsALoneWorkWait() {
    assertThat(company.nanosLeft(1, 0)).isZero();

    company.commitEnded(1, 1_000, 2_000);

    assertThat(company.nanosLeft(1, 2_000)).isZero();
  }

  @Test
  void waitsForThoseWhoWereJustAnswered() {
    company.commitEnded(8, 1_000, 2_000);

    assertThat(company.nanosLeft(1, 2_000)).isEqualTo(250);
    assertThat(company.nanosLeft(7, 2_100)).isEqualTo(150);
    assertThat(company.nanosLeft(8, 2_100)).isZero();
  }

  @Test
  void waitsNoLongerThanAQuarterOfACommit() {
    company.commitEnded(8, 1_000, 2_000);

    assertThat(company.nanosLeft(1, 2_250)).isNotPositive();
    assertThat(company.nanosLeft(1, 1_000_000)).isNotPositive();
  }

  @Test
  void letsTwoLeadOnlyIfThereIsEnoughForBoth() {
    assertThat(company.leadersFor(0)).isEqualTo(1);
    assertThat(company.leadersFor(23)).isEqualTo(1);
    assertThat(company.leadersFor(24)).isEqualTo(2);
    assertThat(company.leadersFor(2_000)).isEqualTo(2);
  }

  @Test
  void expectsHalfOfThemIfTwoLead() {
    company.commitEnded(32, 1_000, 2_000);

    assertThat(company.nanosLeft(15, 2_000)).isPositive();
    assertThat(company.nanosLeft(16, 2_000)).isZero();
  }

  @Test
  void expectsNoMoreThanACommitTakes() {
    company.commitEnded(1_000, 1_000, 2_000);

    assertThat(company.nanosLeft(63, 2_000)).isPositive();
    assertThat(company.nanosLeft(64, 2_000)).isZero();
  }

  @Test
  void outlivesAnOverflowOfTheClock() {
    company.commitEnded(8, BEGAN, ENDED);

    assertThat(company.nanosLeft(1, ENDED)).isEqualTo(100);
    assertThat(company.nanosLeft(1, ENDED + 200)).isNotPositive();
  }
}
