/** Helper program of {@code bin/karawatt}; runs outside the container, on the JDK and the distribution's own SSH library. */
package org.karawatt.launcher;
