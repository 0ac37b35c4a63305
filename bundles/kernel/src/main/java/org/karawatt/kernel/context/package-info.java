/** Who calls, for which office, in which language: the call context that every service method takes. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.context;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
