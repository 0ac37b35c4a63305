/** Money: decimal amounts in one currency, never floating point. */
@Export
@Version("1.0.0")
package org.karawatt.kernel.money;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
