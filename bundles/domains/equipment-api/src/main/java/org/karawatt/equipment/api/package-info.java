/** Data domain equipment: lines, transformer areas and the equipment of customers by voltage level. */
@Export
@Version("1.1.0")
package org.karawatt.equipment.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
