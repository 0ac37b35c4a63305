/** Entities of the equipment domain; only karawatt-equipment uses them. */
@Export
@Version("1.0.0")
package org.karawatt.persistence.entity.equipment;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
