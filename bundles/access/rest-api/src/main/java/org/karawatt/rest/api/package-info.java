/** What a bundle needs to offer REST resources: the marker, the caller of a request, paging, versions, problems. */
@Export
@Version("1.2.0")
package org.karawatt.rest.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
