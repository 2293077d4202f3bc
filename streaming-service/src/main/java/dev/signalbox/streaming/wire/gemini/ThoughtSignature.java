package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.Protocol;
import dev.signalbox.streaming.wire.protocol.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code thoughtSignature}, which SDKs take for base64: what another provider has made is wrapped
 * in it, with its mark, before a client gets it.
 */
final class ThoughtSignature {

  private static final Provenance PROVENANCE = new Provenance(Protocol.GEMINI);
  private static final String REDACTED = "redacted:";

  private ThoughtSignature() {}

  static String canonical(String signature) {
    String within = unwrapped(signature);
    return Provenance.isMarked(within) ? within : PROVENANCE.canonical(signature);
  }

  /** What a model of Gemini made; null when another one did. */
  static @Nullable String own(@Nullable String canonical) {
    return PROVENANCE.own(canonical);
  }

  /** What a client is to keep. */
  static String kept(String canonical) {
    String own = PROVENANCE.own(canonical);
    return own == null ? wrapped(canonical) : own;
  }

  /** What a client is to keep of a thought that it cannot read: Gemini has none itself. */
  static String keptThought(String data) {
    return wrapped(REDACTED + data);
  }

  /** The thought kept by {@link #keptThought}; null when a signature is one. */
  static @Nullable String thought(String signature) {
    String within = unwrapped(signature);
    return within.startsWith(REDACTED) ? within.substring(REDACTED.length()) : null;
  }

  private static String wrapped(String canonical) {
    return Base64.getEncoder().encodeToString(canonical.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when it is no base64; either alphabet, as ProtoJSON has it. */
  private static String unwrapped(String signature) {
    try {
      String standard = signature.replace('-', '+').replace('_', '/');
      return new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
