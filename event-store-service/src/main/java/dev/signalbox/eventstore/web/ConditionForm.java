package dev.signalbox.eventstore.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must not have happened since the writer read.
 *
 * @param none the append is refused if an event matches any of these
 * @param after the checkpoint up to which the writer has read; none: it has read nothing
 */
record ConditionForm(
    @NotEmpty @Size(max = 20) List<@NotNull @Valid MatchForm> none, @Nullable String after) {

  static final String TAG = "[!-~]{1,100}";

  /** An event of one of these types with all of these tags; at least one list has something. */
  record MatchForm(
      @Nullable @Size(max = 20)
          List<@NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String> types,
      @Nullable @Size(max = 16) List<@NotNull @Pattern(regexp = TAG) String> tags) {}
}
