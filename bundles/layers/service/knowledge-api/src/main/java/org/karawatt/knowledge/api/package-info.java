/** Knowledge: articles in two languages, their versions, and full-text search. */
@Export
@Version("1.0.0")
package org.karawatt.knowledge.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
