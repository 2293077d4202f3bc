/** Errors as callers see them: problem details, or the OpenAI error object under /v1. */
@NullMarked
package dev.signalbox.gateway.problem;

import org.jspecify.annotations.NullMarked;
