package dev.signalbox.eventstore.audit;

/** Sealing and verifying, if there is a secret to sign with. */
public sealed interface Auditing {

  /** There is one. */
  record On(
      AuditKeys keys,
      Segments segments,
      SealingSegments sealing,
      VerifyingSegments verifying,
      ProvingEvents proving,
      RotatingAuditKeys rotating)
      implements Auditing {}

  /** There is none. */
  record Off() implements Auditing {}
}
