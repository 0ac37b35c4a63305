/** The trace tree: how a result came to be, as message keys with typed values. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.trace;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
