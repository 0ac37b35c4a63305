/** Physical quantities of billing: energy, reactive energy, power, capacity, and their curves over a day. */
@Export
@Version("1.1.0")
package org.karawatt.kernel.quantity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
