/** Billing: bills, their lines and their explanation; the billing run; studies. */
@Export
@Version("1.5.0")
package org.karawatt.billing.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
