package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.limit.Allowance;

/** A call that is within its limits. */
record AdmittedCall(ModelCall call, Allowance allowance) {}
