/** Data domain asset: the instrument inventory of meters, transformers for metering, terminals and seals. */
@Export
@Version("1.0.0")
package org.karawatt.asset.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
