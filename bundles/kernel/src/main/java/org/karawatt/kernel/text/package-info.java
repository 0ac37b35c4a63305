/** Texts as they may be shown. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.text;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
