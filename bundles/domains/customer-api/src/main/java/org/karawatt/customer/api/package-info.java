/** Data domain customer: customers, premises, accounts and supply agreements; the centre of all data. */
@Export
@Version("1.1.0")
package org.karawatt.customer.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
