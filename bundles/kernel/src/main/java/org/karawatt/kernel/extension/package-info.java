/** Contracts for declarative contributions that bundles carry. */
@Export
@Version("1.2.0")
package org.karawatt.kernel.extension;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
