/** The Dockerfile, the compose file and the manifests say what is true of the services. */
@NullMarked
package dev.signalbox.systemtests.deployment;

import org.jspecify.annotations.NullMarked;
