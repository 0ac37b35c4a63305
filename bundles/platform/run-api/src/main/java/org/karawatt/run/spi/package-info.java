/** What a module implements to have its work done as a mass run. */
@Export
@Version("1.1.0")
package org.karawatt.run.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
