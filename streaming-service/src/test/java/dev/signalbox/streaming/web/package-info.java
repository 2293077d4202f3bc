/** What the web adapters do by themselves. */
@NullMarked
package dev.signalbox.streaming.web;

import org.jspecify.annotations.NullMarked;
