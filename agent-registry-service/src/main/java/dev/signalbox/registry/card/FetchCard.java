package dev.signalbox.registry.card;

import dev.signalbox.registry.agent.EndpointRules;
import dev.signalbox.registry.egress.Fetch;
import dev.signalbox.registry.egress.FetchFailedException;
import dev.signalbox.registry.egress.Fetched;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks for an agent's card, and takes none that is broken, forged or of somebody else. */
@Service
public class FetchCard {

  private static final int NOT_MODIFIED = 304;
  private static final int LONGEST_ETAG = 1_024;

  private final Fetch fetch;
  private final ReadCard read;
  private final CardSignatures signatures;
  private final EndpointRules endpoints;

  FetchCard(Fetch fetch, ReadCard read, CardSignatures signatures, EndpointRules endpoints) {
    this.fetch = fetch;
    this.read = read;
    this.signatures = signatures;
    this.endpoints = endpoints;
  }

  /**
   * Asks for it.
   *
   * @param headers what the agent is called with
   * @param known the card that is known; null if none is
   */
  public CardAnswer fetch(URI url, Map<String, String> headers, @Nullable FetchedCard known) {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    sent.put("Accept", "application/json");
    String etag = known == null || !known.url().equals(url) ? null : known.etag();
    if (etag != null) {
      sent.put("If-None-Match", etag);
    }
    try {
      Fetched answer = fetch.get(url, sent);
      if (answer.status() == NOT_MODIFIED && etag != null) {
        return new CardAnswer.Unchanged(answer.took());
      }
      if (answer.status() != 200) {
        return new CardAnswer.Unusable(
            "the card was asked for and the answer had status " + answer.status(), answer.took());
      }
      return judged(answer, url, known);
    } catch (FetchFailedException e) {
      return new CardAnswer.Unusable("the card cannot be had: " + e.getMessage(), e.took());
    }
  }

  private CardAnswer judged(Fetched answer, URI url, @Nullable FetchedCard known) {
    try {
      AgentCard card = read.read(answer.body());
      SignatureState signature = signatures.check(card.json());
      String objection = objection(card, signature, known);
      if (objection != null) {
        return new CardAnswer.Unusable(objection, answer.took());
      }
      String etag = answer.etag();
      FetchedCard fetched =
          new FetchedCard(
              card, url, etag == null || etag.length() > LONGEST_ETAG ? null : etag, signature);
      return known != null && known.card().json().equals(card.json()) && known.url().equals(url)
          ? new CardAnswer.Unchanged(answer.took())
          : new CardAnswer.Current(fetched, answer.took());
    } catch (InvalidCardException e) {
      return new CardAnswer.Unusable(String.valueOf(e.getMessage()), answer.took());
    }
  }

  private @Nullable String objection(
      AgentCard card, SignatureState signature, @Nullable FetchedCard known) {
    if (signature == SignatureState.INVALID) {
      return "the card's signature is not that of the key it names";
    }
    if (known != null && !known.card().isOfTheSameAgentAs(card)) {
      return "the card is of another agent now: it was of '%s' and is of '%s'"
          .formatted(known.card().name(), card.name());
    }
    if (known != null
        && known.signature() == SignatureState.VERIFIED
        && signature != SignatureState.VERIFIED) {
      return "the card was signed with a trusted key and no longer is";
    }
    if (card.at().binding().equals("GRPC")) {
      return null;
    }
    String objection = endpoints.objection(URI.create(card.at().url()));
    return objection == null ? null : "the interface in the card " + objection;
  }
}
