/** What modules add to the quality layer: facts, rules, measures. */
@Export
@Version("1.0.0")
package org.karawatt.quality.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
