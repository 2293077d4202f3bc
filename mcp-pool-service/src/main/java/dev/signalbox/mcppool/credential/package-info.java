/** How credentials are kept: each under a key of its own, which the deployment's secret wraps. */
@NullMarked
package dev.signalbox.mcppool.credential;

import org.jspecify.annotations.NullMarked;
