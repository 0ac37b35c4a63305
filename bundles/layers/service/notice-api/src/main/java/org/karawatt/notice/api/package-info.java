/** Notices to customers: templates, preferences, single notices, notices to many, proof of delivery, report of delivery. */
@Export
@Version("1.2.0")
package org.karawatt.notice.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
