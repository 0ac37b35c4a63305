/** Data domain tariff: tariff packages as data, compiled plans, and which account is on which tariff. */
@Export
@Version("1.3.0")
package org.karawatt.tariff.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
