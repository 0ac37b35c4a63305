/** Desk of halls and call centres: contacts with their cases, call-backs, queues, shifts. */
@Export
@Version("1.1.0")
package org.karawatt.desk.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
