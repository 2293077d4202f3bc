package dev.signalbox.streaming.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.Protocol;
import org.junit.jupiter.api.Test;

class ProvenanceTests {

  private static final String SIGNATURE = "EqQBCgIYAg+/xyz==";

  private final Provenance anthropic = new Provenance(Protocol.ANTHROPIC_MESSAGES);
  private final Provenance gemini = new Provenance(Protocol.GEMINI);

  @Test
  void whatAProviderSignedIsItsOwnAgainAfterAnyClientHasKeptIt() {
    String signed = anthropic.canonical(SIGNATURE);

    for (Provenance client : new Provenance[] {anthropic, gemini}) {
      String broughtBack = client.canonical(client.kept(signed));
      assertThat(anthropic.own(broughtBack)).isEqualTo(SIGNATURE);
      assertThat(gemini.own(broughtBack)).isNull();
    }
  }

  @Test
  void aClientOfTheSameProtocolSeesNoMark() {
    assertThat(gemini.kept(gemini.canonical(SIGNATURE))).isEqualTo(SIGNATURE);
    assertThat(gemini.kept(anthropic.canonical(SIGNATURE)))
        .isEqualTo("anthropic_messages:" + SIGNATURE);
  }

  @Test
  void whatBearsNoMarkIsNobodysInCanonicalForm() {
    assertThat(gemini.own(SIGNATURE)).isNull();
    assertThat(gemini.own(null)).isNull();
  }
}
