package dev.signalbox.registry.card;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which cards are trusted.
 *
 * @param trustedKeys the public keys of those whose signatures are believed, as a JSON Web Key Set
 *     (RFC 7517); empty for none
 */
@ConfigurationProperties("signalbox.registry.cards")
public record CardSettings(@DefaultValue("") String trustedKeys) {}
