/** Half-open periods, billing months and the business clock. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.time;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
