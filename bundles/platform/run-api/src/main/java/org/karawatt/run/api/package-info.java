/** Mass runs as their operators see them: start, stop, resume, progress, parked items. */
@Export
@Version("1.0.0")
package org.karawatt.run.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
