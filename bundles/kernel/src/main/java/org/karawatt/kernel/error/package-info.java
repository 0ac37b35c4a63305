/** The one family of exceptions that doors translate for their callers. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.error;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
