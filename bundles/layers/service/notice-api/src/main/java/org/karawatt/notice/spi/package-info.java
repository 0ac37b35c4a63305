/** What a bundle implements to carry notices to customers. */
@Export
@Version("1.1.0")
package org.karawatt.notice.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
