/** Compiles Vue single-file components inside Maven, so that the build needs no Node. */
package org.karawatt.tooling.sfc;
