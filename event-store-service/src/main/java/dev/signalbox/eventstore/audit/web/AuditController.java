package dev.signalbox.eventstore.audit.web;

import dev.signalbox.eventstore.audit.AuditKey;
import dev.signalbox.eventstore.audit.Auditing;
import dev.signalbox.eventstore.audit.ProofOutcome;
import dev.signalbox.eventstore.audit.RotatingAuditKeys;
import dev.signalbox.eventstore.audit.SealedSegment;
import dev.signalbox.eventstore.audit.Segments;
import dev.signalbox.eventstore.audit.Verification;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Segments, the keys that sign them, proofs, and whether all of it is as it was sealed. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

  private static final String LINES = "application/x-ndjson";
  private static final int SEGMENTS_PER_LINE = 20;

  private final Auditing auditing;
  private final JsonMapper json;

  AuditController(Auditing auditing, JsonMapper json) {
    this.auditing = auditing;
    this.json = json;
  }

  /** The keys, oldest first. */
  record Keys(List<Key> data) {}

  /**
   * A key.
   *
   * @param publicKey X.509 SubjectPublicKeyInfo in base64
   * @param firstSegment that it signed; null if it signed none
   */
  record Key(
      String keyId,
      String algorithm,
      String publicKey,
      Instant madeAt,
      @Nullable Long firstSegment,
      @Nullable Long lastSegment) {

    static Key of(AuditKey key, Optional<Segments.Signed> signed) {
      return new Key(
          key.id(),
          AuditKey.ALGORITHM,
          Base64.getEncoder().encodeToString(key.publicKey()),
          key.madeAt(),
          signed.map(Segments.Signed::first).orElse(null),
          signed.map(Segments.Signed::last).orElse(null));
    }
  }

  /** Part of the chain. */
  record SegmentPage(List<SegmentView> data, @Nullable String nextCursor) {}

  @GetMapping("/keys")
  Keys keys() {
    Auditing.On on = on();
    return new Keys(
        on.keys().all().stream()
            .map(key -> Key.of(key, on.segments().signedBy(key.id())))
            .toList());
  }

  @PostMapping("/keys/rotate")
  Key rotate(Caller caller) {
    return switch (on().rotating().rotate(source(caller))) {
      case RotatingAuditKeys.Outcome.Rotated(AuditKey key) -> Key.of(key, Optional.empty());
      case RotatingAuditKeys.Outcome.Locked() ->
          throw new ProblemException(
              AuditProblem.AUDIT_KEY_LOCKED,
              "Give the secret it is encrypted with in signalbox.event-store.audit.previous-secrets");
    };
  }

  @PostMapping("/keys/rewrap")
  RotatingAuditKeys.Rewrapping rewrap() {
    return on().rotating().rewrap();
  }

  private static String source(Caller caller) {
    return caller.keyId() == null ? "caller/" + caller.subject() : "key/" + caller.keyId();
  }

  @GetMapping("/segments")
  SegmentPage segments(
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    List<SealedSegment> found =
        on().segments().from(cursor == null ? 1 : SegmentCursor.read(cursor), limit);
    return new SegmentPage(
        found.stream().map(SegmentView::of).toList(),
        found.size() < limit ? null : SegmentCursor.at(found.getLast().segment().number() + 1));
  }

  @GetMapping(path = "/verify", produces = MediaType.APPLICATION_JSON_VALUE)
  VerificationView verify(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Checkpoint end = checkpoint("to", to);
    return VerificationView.of(on().verifying().verify(first(from, cursor), end, limit));
  }

  /** The same over any number of segments, a line for every few. */
  @GetMapping(path = "/verify", produces = LINES)
  void verify(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletResponse response)
      throws IOException {
    Checkpoint end = checkpoint("to", to);
    Auditing.On on = on();
    Verification part = on.verifying().verify(first(from, cursor), end, SEGMENTS_PER_LINE);
    response.setContentType(LINES);
    OutputStream out = response.getOutputStream();
    while (true) {
      out.write(json.writeValueAsBytes(VerificationView.of(part)));
      out.write('\n');
      out.flush();
      if (part.next() == null) {
        return;
      }
      part = on.verifying().verify(part.next(), end, SEGMENTS_PER_LINE);
    }
  }

  @GetMapping("/events/{eventId}/proof")
  ProofView proof(@PathVariable String eventId) {
    return switch (on().proving().prove(eventId)) {
      case ProofOutcome.Proven proven -> ProofView.of(proven);
      case ProofOutcome.UnknownEvent() ->
          throw new ProblemException(AuditProblem.UNKNOWN_EVENT, "There is no event " + eventId);
      case ProofOutcome.NotSealed() ->
          throw new ProblemException(
              AuditProblem.NOT_SEALED_YET,
              "Ask again when its segment is full or old enough, in a few minutes");
      case ProofOutcome.Tampered(long segment) ->
          throw new ProblemException(
                  AuditProblem.TAMPERED,
                  "Verify segment " + segment + " to learn what was done to it")
              .with("segment", segment);
    };
  }

  private long first(@Nullable String from, @Nullable String cursor) {
    if (cursor != null) {
      return Math.max(1, SegmentCursor.read(cursor));
    }
    Checkpoint start = checkpoint("from", from);
    return start == null ? 1 : on().verifying().first(start);
  }

  private static @Nullable Checkpoint checkpoint(String name, @Nullable String token) {
    return token == null
        ? null
        : Checkpoint.parse(token)
            .orElseThrow(
                () ->
                    new ProblemException(
                            CommonProblem.INVALID_REQUEST,
                            "Pass a checkpoint of this log as " + name)
                        .withError(name, "is not a checkpoint"));
  }

  private Auditing.On on() {
    return switch (auditing) {
      case Auditing.On on -> on;
      case Auditing.Off() ->
          throw new ProblemException(
              AuditProblem.AUDIT_OFF, "Start the service with SIGNALBOX_SECRET to seal the log");
    };
  }
}
