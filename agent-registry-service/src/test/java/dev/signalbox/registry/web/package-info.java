/** Tests. */
@NullMarked
package dev.signalbox.registry.web;

import org.jspecify.annotations.NullMarked;
