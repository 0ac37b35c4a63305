/** Reading: plans by route, import of readings, validation and its exceptions. */
@Export
@Version("1.0.0")
package org.karawatt.reading.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
