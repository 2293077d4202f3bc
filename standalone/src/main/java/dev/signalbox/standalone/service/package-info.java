/** The services: unpacked jars, memory bounds, and the caches that make them start fast. */
@NullMarked
package dev.signalbox.standalone.service;

import org.jspecify.annotations.NullMarked;
