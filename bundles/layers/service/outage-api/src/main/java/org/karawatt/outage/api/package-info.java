/** Interruptions of supply that are known beforehand, and who is told of them. */
@Export
@Version("1.1.0")
package org.karawatt.outage.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
