package dev.signalbox.eventstore.projection;

/** What became of the wish to rebuild a projection, or to stop rebuilding it. */
public sealed interface RebuildOutcome {

  /** It is rebuilt now. */
  record Begun() implements RebuildOutcome {}

  /** It was being rebuilt already. */
  record Running() implements RebuildOutcome {}

  /** It is not rebuilt any more. */
  record Cancelled() implements RebuildOutcome {}

  /** It was not being rebuilt. */
  record NotRunning() implements RebuildOutcome {}

  /** It has nothing but what is being built. */
  record FirstBuild() implements RebuildOutcome {}
}
