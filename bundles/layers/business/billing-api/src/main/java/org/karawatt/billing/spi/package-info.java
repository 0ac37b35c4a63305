/** What other modules implement for billing: posting, contributions to a bill, rendering. */
@Export
@Version("2.2.0")
package org.karawatt.billing.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
