/** How servlet services answer: problems, request context, size limits. */
@NullMarked
package dev.signalbox.kit.web;

import org.jspecify.annotations.NullMarked;
