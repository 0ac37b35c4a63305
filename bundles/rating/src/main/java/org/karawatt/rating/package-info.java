/** The bill as a pure calculation: quantities and a compiled tariff in, lines, totals and their explanation out. */
@Export
@Version("1.3.0")
package org.karawatt.rating;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
