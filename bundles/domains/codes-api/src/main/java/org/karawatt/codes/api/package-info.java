/** Data domain codes: effective-dated code tables and the tree of offices. */
@Export
@Version("1.0.0")
package org.karawatt.codes.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
