/** Entities of the customer domain; only karawatt-customer uses them. */
@Export
@Version("1.0.0")
package org.karawatt.persistence.entity.customer;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
