/** Entities of the asset domain; only karawatt-asset uses them. */
@Export
@Version("1.0.0")
package org.karawatt.persistence.entity.asset;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
