package dev.signalbox.registry.card;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the signatures of agent cards (A2A 1.0, section 8.4): detached JWS over the card's
 * canonical form without its signatures. Keys that a card itself names are not fetched: who can
 * forge a card can name a key of their own.
 */
@Component
public final class CardSignatures {

  private static final int MOST_SIGNATURES = 10;

  private final JWKSet trusted;

  CardSignatures(CardSettings settings) {
    try {
      this.trusted =
          settings.trustedKeys().isBlank() ? new JWKSet() : JWKSet.parse(settings.trustedKeys());
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "signalbox.registry.cards.trusted-keys must be a JSON Web Key Set", e);
    }
  }

  /** What the card's signatures are worth. */
  SignatureState check(JsonNode card) {
    JsonNode signatures = card.path("signatures");
    if (!signatures.isArray() || signatures.isEmpty()) {
      return SignatureState.ABSENT;
    }
    ObjectNode signed = ((ObjectNode) card).deepCopy();
    signed.remove("signatures");
    Payload payload = new Payload(Base64URL.encode(CanonicalJson.of(signed)));
    List<SignatureState> states = new ArrayList<>();
    for (int index = 0; index < Math.min(signatures.size(), MOST_SIGNATURES); index++) {
      states.add(check(signatures.get(index), payload));
    }
    return states.contains(SignatureState.INVALID)
        ? SignatureState.INVALID
        : states.contains(SignatureState.VERIFIED)
            ? SignatureState.VERIFIED
            : SignatureState.UNVERIFIABLE;
  }

  private SignatureState check(JsonNode signature, Payload payload) {
    try {
      Base64URL heading = Base64URL.from(signature.path("protected").asString(""));
      JWSHeader header = JWSHeader.parse(heading);
      JWK key = header.getKeyID() == null ? null : trusted.getKeyByKeyId(header.getKeyID());
      if (key == null) {
        return SignatureState.UNVERIFIABLE;
      }
      JWSObject jws =
          new JWSObject(heading, payload, Base64URL.from(signature.path("signature").asString("")));
      return jws.verify(verifier(key)) ? SignatureState.VERIFIED : SignatureState.INVALID;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return SignatureState.INVALID;
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key.getKeyType().getValue()) {
      case "EC" -> new ECDSAVerifier(key.toECKey().toPublicJWK());
      case "RSA" -> new RSASSAVerifier(key.toRSAKey().toPublicJWK());
      default -> throw new JOSEException("keys of this type are not used for cards");
    };
  }
}
