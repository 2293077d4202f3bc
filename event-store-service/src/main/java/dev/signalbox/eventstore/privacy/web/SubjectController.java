package dev.signalbox.eventstore.privacy.web;

import dev.signalbox.eventstore.privacy.ForgettingSubjects;
import dev.signalbox.eventstore.privacy.RotatingKeys;
import dev.signalbox.eventstore.privacy.SubjectId;
import dev.signalbox.eventstore.privacy.SubjectKeys;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Subjects of personal data. An id is percent-encoded: {@code user%2F42}. */
@RestController
@RequestMapping("/api/v1/subjects")
class SubjectController {

  private static final int MOST_ROTATED = 100_000;

  private final SubjectKeys keys;
  private final ForgettingSubjects forgetting;
  private final RotatingKeys rotating;

  SubjectController(SubjectKeys keys, ForgettingSubjects forgetting, RotatingKeys rotating) {
    this.keys = keys;
    this.forgetting = forgetting;
    this.rotating = rotating;
  }

  @GetMapping("/{subject}")
  SubjectView get(@PathVariable String subject) {
    return keys.subject(id(subject)).map(SubjectView::of).orElseThrow(() -> unknown(subject));
  }

  @DeleteMapping("/{subject}")
  SubjectView forget(@PathVariable String subject, Caller caller) {
    return forgetting
        .forget(id(subject), source(caller))
        .map(SubjectView::of)
        .orElseThrow(() -> unknown(subject));
  }

  @PostMapping("/rotate")
  RotatingKeys.Rotation rotate(@RequestParam(defaultValue = "10000") int limit) {
    if (limit < 1 || limit > MOST_ROTATED) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "limit must be between 1 and " + MOST_ROTATED)
          .withError("limit", "must be between 1 and " + MOST_ROTATED);
    }
    return rotating.rotate(limit);
  }

  private static SubjectId id(String value) {
    return SubjectId.parse(value)
        .orElseThrow(
            () ->
                new ProblemException(
                    PrivacyProblem.INVALID_SUBJECT,
                    "Name the subject as its events do and percent-encode it in the path"));
  }

  private static ProblemException unknown(String subject) {
    return new ProblemException(
        PrivacyProblem.UNKNOWN_SUBJECT,
        "No event was appended with personal data of " + subject + "; check the id");
  }

  private static String source(Caller caller) {
    return caller.keyId() == null ? "caller/" + caller.subject() : "key/" + caller.keyId();
  }
}
