/** Work quality: supervision of work, audit of records, indicators. */
@Export
@Version("1.0.0")
package org.karawatt.quality.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
