/** What a bundle implements to bring a forecasting method of its own. */
@Export
@Version("1.0.0")
package org.karawatt.decision.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
