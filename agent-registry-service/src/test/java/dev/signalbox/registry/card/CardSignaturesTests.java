package dev.signalbox.registry.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CardSignaturesTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ECKey curve = new ECKeyGenerator(Curve.P_256).keyID("acme").generate();
  private final RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
  private final ECKey strange = new ECKeyGenerator(Curve.P_256).keyID("stranger").generate();
  private final CardSignatures signatures =
      new CardSignatures(
          new CardSettings(new JWKSet(List.of(curve, rsa)).toPublicJWKSet().toString()));

  CardSignaturesTests() throws JOSEException {}

  @Test
  void believesKeysThatAreTrusted() throws JOSEException {
    JsonNode card = card();

    assertThat(signatures.check(signed(card, new ECDSASigner(curve), JWSAlgorithm.ES256, "acme")))
        .isEqualTo(SignatureState.VERIFIED);
    assertThat(signatures.check(signed(card, new RSASSASigner(rsa), JWSAlgorithm.PS256, "rsa")))
        .isEqualTo(SignatureState.VERIFIED);
  }

  @Test
  void theOrderOfFieldsAndSpacesDoNotMatter() throws JOSEException {
    ObjectNode signed =
        (ObjectNode) signed(card(), new ECDSASigner(curve), JWSAlgorithm.ES256, "acme");
    ObjectNode turned = JSON.createObjectNode();
    signed.propertyNames().stream()
        .sorted(Comparator.reverseOrder())
        .forEach(name -> turned.set(name, signed.get(name)));

    assertThat(signatures.check(turned)).isEqualTo(SignatureState.VERIFIED);
  }

  @Test
  void noticesAChangedCardAndAForgedKey() throws JOSEException {
    ObjectNode changed =
        (ObjectNode) signed(card(), new ECDSASigner(curve), JWSAlgorithm.ES256, "acme");
    changed.put("description", "Knows everything.");

    assertThat(signatures.check(changed)).isEqualTo(SignatureState.INVALID);
    assertThat(
            signatures.check(signed(card(), new ECDSASigner(strange), JWSAlgorithm.ES256, "acme")))
        .isEqualTo(SignatureState.INVALID);
  }

  @Test
  void oneForgedSignatureIsNotMadeGoodByAnother() throws JOSEException {
    ObjectNode twice =
        (ObjectNode) signed(card(), new ECDSASigner(curve), JWSAlgorithm.ES256, "acme");
    JsonNode forged = signed(card(), new ECDSASigner(strange), JWSAlgorithm.ES256, "acme");
    twice.withArray("signatures").add(forged.path("signatures").get(0));

    assertThat(signatures.check(twice)).isEqualTo(SignatureState.INVALID);
  }

  @Test
  void saysWhenItCannotTell() throws JOSEException {
    assertThat(signatures.check(card())).isEqualTo(SignatureState.ABSENT);
    assertThat(
            signatures.check(
                signed(card(), new ECDSASigner(strange), JWSAlgorithm.ES256, "stranger")))
        .isEqualTo(SignatureState.UNVERIFIABLE);
  }

  @Test
  void rubbishIsInvalid() {
    ObjectNode card = (ObjectNode) card();
    card.withArray("signatures").add(7);

    assertThat(signatures.check(card)).isEqualTo(SignatureState.INVALID);
    assertThatThrownBy(() -> new CardSignatures(new CardSettings("no keys")))
        .hasMessageContaining("signalbox.registry.cards.trusted-keys");
  }

  private static JsonNode card() {
    return JSON.readTree(CardFixtures.cardOf("Weather", "https://weather.example.com/a2a"));
  }

  private static JsonNode signed(
      JsonNode card, JWSSigner signer, JWSAlgorithm algorithm, String keyId) throws JOSEException {
    JWSObject jws =
        new JWSObject(
            new JWSHeader.Builder(algorithm).keyID(keyId).build(),
            new Payload(Base64URL.encode(CanonicalJson.of(card))));
    jws.sign(signer);
    ObjectNode signed = (ObjectNode) card.deepCopy();
    signed
        .withArray("signatures")
        .addObject()
        .put("protected", jws.getHeader().toBase64URL().toString())
        .put("signature", jws.getSignature().toString());
    return signed;
  }
}
