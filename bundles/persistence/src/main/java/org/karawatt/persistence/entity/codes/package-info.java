/** Rows of the codes domain. Only {@code karawatt-codes} may import this package. */
@Export
@Version("1.0.0")
package org.karawatt.persistence.entity.codes;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
