/** Bounded pages of a result. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.page;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
